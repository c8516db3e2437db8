//! EXIF: what the camera wrote, read for three texts, the orientation, and whether there is
//! something in it that readers must not get.

use crate::{
    container::{Cursor, Parts},
    iim,
    pixels::guarded,
    upright::Orientation,
};
use ::exif::{Context, Field, In, Reader, Tag, Value};

/// What the camera wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Exif {
    pub caption: Option<String>,
    pub creator: Option<String>,
    pub copyright: Option<String>,
    pub orientation: Orientation,
    pub has_location: bool,
    pub serials: bool,
}

/// The serial number in DNG files' first directory, which has no constant.
const CAMERA_SERIAL_NUMBER: Tag = Tag(Context::Tiff, 0xc62f);
/// What cameras put into every caption.
const CAMERA_CAPTIONS: [&str; 9] = [
    "DCF 1.0",
    "DIGITAL CAMERA",
    "DIGITAL IMAGE",
    "EXIF_JPEG_PICTURE",
    "KODAK DIGITAL STILL CAMERA",
    "KONICA MINOLTA DIGITAL CAMERA",
    "MINOLTA DIGITAL CAMERA",
    "OLYMPUS DIGITAL CAMERA",
    "SONY DSC",
];

/// Reads as much as can be read.
pub(crate) fn read(parts: &Parts<'_>) -> Exif {
    let Some(bytes) = &parts.exif else { return Exif::default() };
    let mut faults = 0;
    let read = guarded(|| {
        let read = Reader::new().continue_on_error(true).read_raw(bytes.to_vec());
        read.or_else(|error| error.distill_partial_result(|errors| faults = errors.len())).ok()
    });
    let Some(exif) = read else {
        return Exif { has_location: points_to_a_place(bytes), ..Exif::default() };
    };
    let text = |tag| exif.get_field(tag, In::PRIMARY).and_then(text);
    let has = |tag: Tag| exif.fields().any(|field| field.tag == tag);
    let has_location =
        exif.fields().any(|field| field.tag.context() == Context::Gps && field.tag != Tag::GPSVersionID);
    // Where the reader stumbled, it may have stumbled over the position: better a warning too many.
    let has_location = has_location || (faults > 0 && points_to_a_place(bytes));
    Exif {
        caption: text(Tag::ImageDescription).filter(|caption| !by_the_camera(caption)),
        creator: text(Tag::Artist),
        copyright: text(Tag::Copyright),
        orientation: exif
            .get_field(Tag::Orientation, In::PRIMARY)
            .and_then(|field| field.value.get_uint(0))
            .map_or(Orientation::default(), Orientation::from_exif),
        has_location,
        // Maker notes carry serial numbers in ways that only their makers know.
        serials: [Tag::BodySerialNumber, Tag::LensSerialNumber, Tag::MakerNote, CAMERA_SERIAL_NUMBER]
            .into_iter()
            .any(has),
    }
}

/// EXIF text is ASCII by the book and UTF-8 or Latin in the field. A copyright may have two parts,
/// the photographer's and the editor's.
fn text(field: &Field) -> Option<String> {
    let Value::Ascii(parts) = &field.value else { return None };
    let parts = parts.iter().map(|part| iim::text(part, false).trim().to_owned());
    Some(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// Whether the first directory has a pointer to a directory of positions.
fn points_to_a_place(tiff: &[u8]) -> bool {
    const GPS_DIRECTORY: u16 = 0x8825;
    let walk = || {
        let mut cursor = Cursor(tiff);
        let little = cursor.take(4)? == b"II*\0";
        let number = |bytes: &[u8]| {
            let digits = bytes.iter().map(|byte| u32::from(*byte));
            if little {
                digits.rev().fold(0, |sum, digit| sum << 8 | digit)
            } else {
                digits.fold(0, |sum, digit| sum << 8 | digit)
            }
        };
        let start = number(cursor.take(4)?);
        let mut cursor = Cursor(tiff.get(start as usize..)?);
        for _ in 0..number(cursor.take(2)?) {
            if number(cursor.take(12)?.get(..2)?) == u32::from(GPS_DIRECTORY) {
                return Some(());
            }
        }
        None
    };
    walk().is_some()
}

fn by_the_camera(caption: &str) -> bool {
    let caption = caption.trim().to_uppercase();
    CAMERA_CAPTIONS.contains(&caption.as_str()) || caption.starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cameras_filler_is_no_caption() {
        assert!(by_the_camera("OLYMPUS DIGITAL CAMERA         "));
        assert!(by_the_camera("<Digimax S500>"));
        assert!(!by_the_camera("A tram on the bridge"));
    }

    #[test]
    fn a_pointer_to_a_place_is_found_in_both_byte_orders() {
        let big =
            b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x0d\0\0\0\x01\0\0\0\x26";
        assert!(points_to_a_place(big));
        assert!(!points_to_a_place(&big[..30]));
        assert!(points_to_a_place(b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0"));
    }
}
