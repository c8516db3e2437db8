//! RELIABILITY's fourth bar: whatever came in, what goes out has the credit and not the place.

use crate::{
    corpus::{self, Specimen},
    judge,
};
use image::{DynamicImage, ImageDecoder, ImageReader, Rgba, RgbaImage};
use photo::{Metadata, PhotoFormat, Reading, Rendition, RenditionOrder};
use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};

/// A credit field: its name, where ExifTool finds it in a stranger's file in the order in which we
/// believe it, and where it must be in ours.
const FIELDS: [(&str, &[&str], [&str; 2]); 4] = [
    ("creator", &["XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist"], ["XMP-dc:Creator", "IPTC:By-line"]),
    ("credit", &["XMP-photoshop:Credit", "IPTC:Credit"], ["XMP-photoshop:Credit", "IPTC:Credit"]),
    ("source", &["XMP-photoshop:Source", "IPTC:Source"], ["XMP-photoshop:Source", "IPTC:Source"]),
    (
        "copyright",
        &["XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"],
        ["XMP-dc:Rights", "IPTC:CopyrightNotice"],
    ),
];

fn metadata(reading: &Reading) -> Metadata {
    let facts = reading.facts.clone();
    Metadata {
        caption: facts.caption,
        creator: facts.creator,
        credit: facts.credit,
        source: facts.source,
        copyright: facts.copyright,
        usage_terms: facts.usage_terms,
        alt: facts.alt,
    }
}

struct Published<'a> {
    original: &'a Specimen,
    reading: &'a Reading,
    rendition: Rendition,
    path: PathBuf,
}

/// The whole corpus at this width, as files.
fn publish(folder: &Path, max_width: u32) -> Vec<Published<'static>> {
    let publish = |(at, (original, reading)): (usize, &'static (Specimen, Reading))| {
        let order = RenditionOrder { max_width, crop: None, metadata: metadata(reading) };
        let rendition = photo::rendition(&original.bytes, &order).unwrap_or_else(|refused| {
            panic!("{} was read, so it can be published: {refused}", original.name())
        });
        let path = folder.join(format!("{at}.{}", rendition.format.extension()));
        fs::write(&path, &rendition.bytes).expect("a temporary file");
        Published { original, reading, rendition, path }
    };
    corpus::readable().iter().enumerate().map(publish).collect()
}

#[test]
fn no_place_no_serial_number_and_the_same_credit() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let before = judge::exiftool(corpus::readable().iter().map(|(file, _)| file.path.as_path()));
    // The narrow one compresses every picture anew; the wide one keeps what can be kept.
    for max_width in [60, photo::WIDTHS[2]] {
        let published = publish(folder.path(), max_width);
        let paths = || published.iter().map(|one| one.path.as_path());
        let after = judge::exiftool(paths());
        let (mut places, mut fields, mut different) = (0, 0, Vec::new());
        for one in &published {
            let (name, found, left) = (one.original.name(), &before[&one.original.path], &after[&one.path]);
            places += usize::from(judge::has_position(found));
            assert_eq!(judge::telltales(left), Vec::<&String>::new(), "{name}: left in what readers get");
            for (field, sources, targets) in FIELDS {
                let wanted = sources.iter().filter_map(|tag| judge::text(found, tag));
                let Some(wanted) = wanted.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
                else {
                    continue;
                };
                fields += 1;
                let targets =
                    if one.rendition.format == PhotoFormat::Jpeg { &targets[..] } else { &targets[..1] };
                let got = targets.iter().map(|tag| judge::text(left, tag).unwrap_or_default());
                if let Some(got) = got.into_iter().find(|got| *got != wanted) {
                    different.push(format!("{name}: {field}: {wanted:?} became {got:?}"));
                }
            }
        }
        println!(
            "{} pictures at {max_width}: {places} had a place, {fields} credit fields, {} different: {different:#?}",
            published.len(),
            different.len()
        );
        assert!(places >= 8, "the corpus shows nothing without pictures that have a place: {places}");
        assert!(fields >= 90, "the corpus shows nothing without credit fields: {fields}");
        assert!(different.len() * 98 <= 2 * fields, "more than 2 in 98 credit fields differ: {different:#?}");

        let exiv2 = judge::exiv2(paths());
        let tells =
            exiv2.lines().filter(|line| line.contains("Exif.") || line.contains("GPS")).collect::<Vec<_>>();
        assert_eq!(tells, Vec::<&str>::new(), "Exiv2 finds nothing of the camera either");
        assert!(exiv2.contains("Iptc.Application2.Credit"), "Exiv2 reads what we write");
    }
}

/// Few of the corpus's pictures say where they were taken: here all do that ExifTool can write to.
#[test]
fn a_place_given_to_every_picture_is_gone_from_every_picture() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut paths = Vec::new();
    for (at, (file, reading)) in corpus::readable().iter().enumerate() {
        let path = folder.path().join(format!("{at}.{}", reading.format.extension()));
        fs::write(&path, &file.bytes).expect("a temporary file");
        paths.push(path);
    }
    judge::give_a_place(&paths);
    let given = judge::exiftool(paths.iter().map(PathBuf::as_path));
    paths.retain(|path| judge::has_position(&given[path]));
    assert!(paths.len() >= 150, "most pictures have a place now: {}", paths.len());

    let order = RenditionOrder { max_width: 60, ..RenditionOrder::default() };
    let mut unseen = Vec::new();
    for path in &paths {
        let bytes = fs::read(path).expect("a temporary file");
        // ExifTool may have broken a picture that was strange already; the others must be published.
        let Ok(reading) = photo::read(&bytes) else { continue };
        if !(reading.facts.has_location && reading.facts.serials) {
            unseen.push(path.clone());
        }
        let made = photo::rendition(&bytes, &order).expect("what is read can be published");
        fs::write(path, made.bytes).expect("a temporary file");
    }
    assert_eq!(unseen, Vec::<PathBuf>::new(), "place and serial number are told to the person");
    let left = judge::exiftool(paths.iter().map(PathBuf::as_path));
    let telling = left.iter().filter(|(_, found)| !judge::telltales(found).is_empty()).collect::<Vec<_>>();
    println!("{} pictures were given a place, {} have it left", paths.len(), telling.len());
    assert!(telling.is_empty(), "place or serial number left: {telling:?}");
}

#[test]
fn location_and_serial_numbers_are_told_to_the_person() {
    let found = judge::exiftool(corpus::readable().iter().map(|(file, _)| file.path.as_path()));
    let (mut seen, mut missed) = (0, Vec::new());
    for (file, reading) in corpus::readable() {
        // A position in what cameras hang behind the picture goes with it, unread.
        let position = found[&file.path]
            .keys()
            .any(|tag| tag.starts_with("GPS:GPSL") || tag.starts_with("XMP-exif:GPSL"));
        seen += usize::from(position);
        if position && !reading.facts.has_location {
            missed.push(file.name());
        }
    }
    assert!(seen >= 8, "the corpus shows nothing without places: {seen}");
    assert_eq!(missed, Vec::<String>::new(), "pictures whose place was not seen");
}

/// As an eye would take it in: upright, and eight by eight.
fn glance(bytes: &[u8]) -> Option<(u32, u32, image::RgbImage)> {
    let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let (width, height) = (picture.width(), picture.height());
    // On white paper: what is under something transparent is nobody's business.
    let mut paper = RgbaImage::from_pixel(width, height, Rgba([255; 4]));
    image::imageops::overlay(&mut paper, &picture, 0, 0);
    let paper = DynamicImage::ImageRgba8(paper);
    Some((width, height, paper.resize_exact(8, 8, image::imageops::FilterType::Triangle).to_rgb8()))
}

#[test]
fn the_picture_is_still_the_same_picture() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut compared, mut strange) = (0, Vec::new());
    for one in publish(folder.path(), 480) {
        let name = one.original.name();
        let (width, height, after) = glance(&one.rendition.bytes).expect("what we made opens");
        assert_eq!((width, height), (one.rendition.width, one.rendition.height), "{name}: its size");
        assert!(
            width <= 480 && width <= one.reading.width,
            "{name}: no wider than asked, and never enlarged"
        );
        let Some((full_width, full_height, before)) = glance(&one.original.bytes) else { continue };
        assert_eq!(
            (full_width, full_height),
            (one.reading.width, one.reading.height),
            "{name}: the upright size"
        );
        compared += 1;
        let pairs = before.as_raw().iter().zip(after.as_raw());
        let off = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>() / before.as_raw().len() as u32;
        if off > 6 {
            strange.push(format!("{name}: off by {off} of 255 on average"));
        }
    }
    println!("{compared} compared; {} strange: {strange:#?}", strange.len());
    assert!(compared >= 150, "pictures were compared: {compared}");
    assert_eq!(strange, Vec::<String>::new());
}
