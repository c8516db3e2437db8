//! WebP: the chunks of a RIFF file.

use super::{packet, Cursor, Header, Parts};
use crate::{xmp, Metadata, PhotoError, PhotoFormat};

/// A chunk's name and data.
type Chunk<'a> = (&'a [u8], &'a [u8]);

/// The chunks, and whether all that the file announces is there.
fn chunks(bytes: &[u8]) -> (Vec<Chunk<'_>>, bool) {
    let mut cursor = Cursor(bytes);
    let announced = cursor.take(4).and_then(|_| cursor.u32_le()).unwrap_or(0) as usize;
    let body = cursor.take(announced);
    let complete = body.is_some();
    let mut cursor = Cursor(body.unwrap_or(cursor.0));
    cursor.take(4);
    let mut all = Vec::new();
    while let Some((kind, length)) = cursor.take(4).zip(cursor.u32_le()) {
        let Some(data) = cursor.take(length as usize) else { return (all, false) };
        if length % 2 == 1 {
            cursor.take(1);
        }
        all.push((kind, data));
    }
    (all, complete)
}

pub(crate) fn parts(bytes: &[u8]) -> Result<Parts<'_>, PhotoError> {
    let (all, complete) = chunks(bytes);
    let header = all.iter().find_map(|(kind, data)| read_header(kind, data));
    let mut parts = Parts::new(match header {
        Some(header) => header,
        None if complete => return Err(damaged()),
        None => return Err(PhotoError::Truncated),
    });
    parts.complete = complete;
    for (kind, data) in all {
        match kind {
            b"ANIM" | b"ANMF" => parts.animated = true,
            b"EXIF" => {
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                parts.exif = parts.exif.or_else(|| packet(tiff));
            }
            b"XMP " => parts.xmp.extend(packet(data)),
            _ => {}
        }
    }
    Ok(parts)
}

fn read_header(kind: &[u8], data: &[u8]) -> Option<Header> {
    let mut cursor = Cursor(data);
    let (width, height) = match kind {
        b"VP8X" => {
            cursor.take(4)?;
            (cursor.u24_le()? + 1, cursor.u24_le()? + 1)
        }
        b"VP8 " => {
            cursor.take(3)?;
            if cursor.take(3)? != b"\x9d\x01\x2a" {
                return None;
            }
            let sizes = cursor.u32_le()?;
            (sizes & 0x3fff, sizes >> 16 & 0x3fff)
        }
        b"VP8L" => {
            cursor.take(1)?;
            let sizes = cursor.u32_le()?;
            ((sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1)
        }
        _ => return None,
    };
    // The decoder's planes or its lossless buffer, beside the pixels.
    Some(Header { format: PhotoFormat::Webp, width, height, bytes_per_pixel: 8 })
}

/// A WebP that an encoder made, with nothing but its pixels and this metadata.
pub(crate) fn dressed(
    bytes: &[u8],
    (width, height): (u32, u32),
    metadata: &Metadata,
) -> Result<Vec<u8>, PhotoError> {
    let (all, _) = chunks(bytes);
    let pixels = all.iter().find(|(kind, _)| matches!(*kind, b"VP8L" | b"VP8 "));
    let (kind, data) = pixels.ok_or(PhotoError::NotWritten { format: PhotoFormat::Webp })?;
    let mut body = b"WEBP".to_vec();
    if !metadata.is_empty() {
        // Flags: alpha and XMP; three reserved bytes; the size less one in 24 bits each.
        let mut extended = vec![0x14, 0, 0, 0];
        for side in [width, height] {
            let [a, b, c, _] = side.saturating_sub(1).to_le_bytes();
            extended.extend_from_slice(&[a, b, c]);
        }
        chunk(&mut body, b"VP8X", &extended);
    }
    chunk(&mut body, kind, data);
    if !metadata.is_empty() {
        chunk(&mut body, b"XMP ", xmp::packet(metadata).as_bytes());
    }
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&(body.len() as u32).to_le_bytes());
    out.extend_from_slice(&body);
    Ok(out)
}

fn chunk(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    out.extend_from_slice(kind);
    out.extend_from_slice(&(data.len() as u32).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

fn damaged() -> PhotoError {
    PhotoError::Damaged { format: PhotoFormat::Webp }
}
