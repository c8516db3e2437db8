//! IPTC-IIM: the data sets that agencies have written since 1991, inside Photoshop's resource blocks.

use crate::{container::Cursor, limits::MAX_PACKET_BYTES, Metadata, PhotoError};

/// Photoshop's number for the block that holds the data sets.
const IPTC_BLOCK: u16 = 0x0404;
/// "What follows is UTF-8", in the words of ISO 2022.
const UTF8_MARK: &[u8] = b"\x1b%G";
const BYLINE: u8 = 80;
const CREDIT: u8 = 110;
const SOURCE: u8 = 115;
const COPYRIGHT: u8 = 116;
const CAPTION: u8 = 120;

/// What the data sets say, as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Iim {
    pub caption: Option<String>,
    /// By-lines: there may be several.
    pub creators: Vec<String>,
    pub credit: Option<String>,
    pub source: Option<String>,
    pub copyright: Option<String>,
}

/// The data sets in a run of Photoshop resource blocks.
pub(crate) fn in_resources(blocks: &[u8]) -> Option<&[u8]> {
    let mut cursor = Cursor(blocks);
    loop {
        if !matches!(cursor.take(4)?, b"8BIM" | b"MeSa" | b"AgHg" | b"PHUT" | b"DCSR") {
            return None;
        }
        let id = cursor.u16_be()?;
        // The name with its length is padded to an even count, and so are the data.
        let name = usize::from(cursor.u8()?);
        cursor.take(name + (name + 1) % 2)?;
        let length = cursor.u32_be()? as usize;
        if id == IPTC_BLOCK {
            // A cut off block is read as far as it goes.
            return Some(cursor.take(length).unwrap_or(cursor.0));
        }
        cursor.take(length)?;
        if length % 2 == 1 {
            cursor.take(1);
        }
    }
}

/// Reads the data sets up to the first thing that is none.
pub(crate) fn read(bytes: &[u8]) -> Iim {
    let mut sets = Vec::new();
    let mut utf8 = false;
    let mut cursor = Cursor(bytes);
    while let Some((record, number, value)) = data_set(&mut cursor) {
        match (record, number) {
            (1, 90) => utf8 = value == UTF8_MARK,
            (2, _) => sets.push((number, value)),
            _ => {}
        }
    }
    let mut iim = Iim::default();
    for (number, value) in sets {
        let field = match number {
            BYLINE => {
                iim.creators.push(text(value, utf8));
                continue;
            }
            CREDIT => &mut iim.credit,
            SOURCE => &mut iim.source,
            COPYRIGHT => &mut iim.copyright,
            CAPTION => &mut iim.caption,
            _ => continue,
        };
        field.get_or_insert_with(|| text(value, utf8));
    }
    iim
}

fn data_set<'a>(cursor: &mut Cursor<'a>) -> Option<(u8, u8, &'a [u8])> {
    if cursor.u8()? != 0x1c {
        return None;
    }
    let (record, number, short) = (cursor.u8()?, cursor.u8()?, cursor.u16_be()?);
    let length = if short & 0x8000 == 0 {
        usize::from(short)
    } else {
        // An extended data set: the length of the length.
        let digits = cursor.take(usize::from(short & 0x7fff)).filter(|digits| digits.len() <= 4)?;
        digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit))
    };
    Some((record, number, cursor.take(length)?))
}

/// Text in the alphabet that the mark announces. Without it the standard says nothing: what is valid
/// UTF-8 is UTF-8 (Latin text is so only by a miracle), everything else is the Latin of Windows,
/// which holds Latin-1 and the quotation marks that people really used.
pub(crate) fn text(value: &[u8], utf8: bool) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) if utf8 => String::from_utf8_lossy(value).into_owned(),
        Err(_) => value.iter().map(|byte| windows_latin(*byte)).collect(),
    }
}

fn windows_latin(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80).and_then(|at| UPPER.get(usize::from(at))).copied().unwrap_or(char::from(byte))
}

/// Resource blocks with this metadata: UTF-8, and in full. The standard's old limits (32 bytes for a
/// credit) have not been kept by anybody for decades, and a credit cut short is a wrong credit.
pub(crate) fn resources(metadata: &Metadata) -> Result<Vec<u8>, PhotoError> {
    let mut sets = Vec::new();
    put(&mut sets, 1, 90, UTF8_MARK)?;
    put(&mut sets, 2, 0, &[0, 4])?;
    let fields = [
        (BYLINE, &metadata.creator),
        (CREDIT, &metadata.credit),
        (SOURCE, &metadata.source),
        (COPYRIGHT, &metadata.copyright),
        (CAPTION, &metadata.caption),
    ];
    for (number, value) in fields {
        if !value.is_empty() {
            put(&mut sets, 2, number, value.as_bytes())?;
        }
    }
    let mut blocks = b"8BIM".to_vec();
    blocks.extend_from_slice(&IPTC_BLOCK.to_be_bytes());
    blocks.extend_from_slice(&[0, 0]);
    blocks.extend_from_slice(&(sets.len() as u32).to_be_bytes());
    blocks.extend_from_slice(&sets);
    if sets.len() % 2 == 1 {
        blocks.push(0);
    }
    Ok(blocks)
}

fn put(out: &mut Vec<u8>, record: u8, number: u8, value: &[u8]) -> Result<(), PhotoError> {
    out.extend_from_slice(&[0x1c, record, number]);
    match u16::try_from(value.len()) {
        Ok(length) if length < 0x8000 => out.extend_from_slice(&length.to_be_bytes()),
        _ if value.len() <= MAX_PACKET_BYTES => {
            out.extend_from_slice(&[0x80, 4]);
            out.extend_from_slice(&(value.len() as u32).to_be_bytes());
        }
        _ => return Err(PhotoError::TooMuchText { bytes: value.len(), limit_bytes: MAX_PACKET_BYTES }),
    }
    out.extend_from_slice(value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(sets: &[(u8, u8, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for (record, number, value) in sets {
            put(&mut out, *record, *number, value).unwrap();
        }
        out
    }

    #[test]
    fn what_is_written_is_read_again() {
        let metadata = Metadata {
            caption: "Трамвай № 9 їде своєю смугою".into(),
            creator: "Олена Ґудзь".into(),
            credit: "(Олена Ґудзь / City News)".into(),
            source: "City News".into(),
            copyright: "© 2026 City News".into(),
            ..Metadata::default()
        };
        let blocks = resources(&metadata).unwrap();
        let iim = read(in_resources(&blocks).unwrap());
        assert_eq!(iim.caption, Some(metadata.caption));
        assert_eq!(iim.creators, [metadata.creator]);
        assert_eq!(iim.credit, Some(metadata.credit));
        assert_eq!(iim.copyright, Some(metadata.copyright));
    }

    #[test]
    fn a_caption_longer_than_a_short_length_is_read_whole() {
        let caption = "a".repeat(40_000);
        assert_eq!(read(&sets(&[(2, CAPTION, caption.as_bytes())])).caption, Some(caption));
    }

    #[test]
    fn the_alphabet_is_the_marked_one_then_utf8_then_the_latin_of_windows() {
        let marked = sets(&[(1, 90, UTF8_MARK), (2, CREDIT, "Ґ".as_bytes())]);
        assert_eq!(read(&marked).credit.as_deref(), Some("Ґ"));
        assert_eq!(read(&sets(&[(2, CREDIT, "Ґ".as_bytes())])).credit.as_deref(), Some("Ґ"));
        let latin = sets(&[(2, CREDIT, b"Andr\xe9 \x93M\x94 \x80")]);
        assert_eq!(read(&latin).credit.as_deref(), Some("André “M” €"));
    }

    #[test]
    fn blocks_are_walked_past_other_blocks_and_odd_sizes() {
        let mut blocks = b"8BIM\x04\x25\x03abc\0\0\0\x03xyz\0".to_vec();
        blocks.extend(resources(&Metadata { credit: "AP".into(), ..Metadata::default() }).unwrap());
        assert_eq!(read(in_resources(&blocks).unwrap()).credit.as_deref(), Some("AP"));
    }

    #[test]
    fn every_cut_and_every_wrong_length_is_survived() {
        let blocks =
            resources(&Metadata { credit: "AP".into(), caption: "x".into(), ..Metadata::default() }).unwrap();
        for end in 0..blocks.len() {
            let _ = in_resources(&blocks[..end]).map(read);
            let mut wrong = blocks.clone();
            wrong[end] = 0xff;
            let _ = in_resources(&wrong).map(read);
        }
    }
}
