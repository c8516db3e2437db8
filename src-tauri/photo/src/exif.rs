//! EXIF: what the camera wrote, read for three texts, the orientation, and whether there is
//! something in it that readers must not get.

use crate::{container::Parts, iim, pixels::guarded, upright::Orientation};
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
    let read = guarded(|| {
        let read = Reader::new().continue_on_error(true).read_raw(bytes.to_vec());
        read.or_else(|error| error.distill_partial_result(|_| {})).ok()
    });
    let Some(exif) = read else { return Exif::default() };
    let text = |tag| exif.get_field(tag, In::PRIMARY).and_then(text);
    let has = |tag: Tag| exif.fields().any(|field| field.tag == tag);
    let has_location =
        exif.fields().any(|field| field.tag.context() == Context::Gps && field.tag != Tag::GPSVersionID);
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

fn by_the_camera(caption: &str) -> bool {
    let caption = caption.trim().to_uppercase();
    CAMERA_CAPTIONS.contains(&caption.as_str()) || caption.starts_with('<')
}

#[cfg(test)]
mod tests {
    use super::by_the_camera;

    #[test]
    fn a_cameras_filler_is_no_caption() {
        assert!(by_the_camera("OLYMPUS DIGITAL CAMERA         "));
        assert!(by_the_camera("<Digimax S500>"));
        assert!(!by_the_camera("A tram on the bridge"));
    }
}
