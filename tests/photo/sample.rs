//! The sample photograph of the first run, and pictures made for one question each.

use crate::judge;
use copy::Crop;
use image::{codecs, DynamicImage, GenericImageView, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use photo::{
    helper::{answer, request, serve, Answer, Ask},
    Facts, Metadata, PhotoError, PhotoFormat, RenditionOrder, WIDTHS,
};
use std::{fs, io::Cursor};

const TRAM: &[u8] = include_bytes!("../../src-tauri/headless/sample/tram.jpg");

fn metadata() -> Metadata {
    Metadata {
        caption: "Трамвай № 9 & <його> смуга.\nДругий рядок".into(),
        creator: "Олена Ґудзь".into(),
        credit: "(Олена Ґудзь / City News)".into(),
        source: "City News".into(),
        copyright: "© 2026 City News".into(),
        usage_terms: "Editorial use only".into(),
        alt: "A tram on a bridge".into(),
    }
}

fn order(max_width: u32) -> RenditionOrder {
    RenditionOrder { max_width, crop: None, metadata: metadata() }
}

#[test]
fn the_sample_fills_in_what_the_photo_desk_wants_to_know() {
    let reading = photo::read(TRAM).expect("the sample is readable");
    assert_eq!((reading.format, reading.width, reading.height), (PhotoFormat::Jpeg, 1_600, 900));
    assert_eq!(
        reading.facts,
        Facts {
            caption: "The cables of a road bridge over a wide river at low water.".into(),
            creator: "Sander Klootwijk".into(),
            provider: "Lomiri Wallpapers".into(),
            distributor: "UBports".into(),
            copyright: "© 2018 Sander Klootwijk".into(),
            usage_terms: "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)".into(),
            alt: "White and dark bridge cables cross under a blue sky; below them a wide river at low water."
                .into(),
            credit: "Lomiri Wallpapers".into(),
            source: "UBports".into(),
            has_location: true,
            serials: true,
        }
    );
}

#[test]
fn three_widths_are_made_and_none_is_an_enlargement() {
    let made = WIDTHS.map(|width| photo::rendition(TRAM, &order(width)).expect("a rendition"));
    assert_eq!(made.each_ref().map(|one| (one.width, one.height)), [(480, 270), (960, 540), (1_600, 900)]);
    for one in &made {
        let opened = image::load_from_memory(&one.bytes).expect("what we made opens");
        assert_eq!(opened.dimensions(), (one.width, one.height));
        assert_eq!(one.media_type(), "image/jpeg");
        let again = photo::read(&one.bytes).expect("what we made is readable").facts;
        assert!(!again.has_location && !again.serials, "place and serial number are gone: {again:?}");
        assert_eq!((again.creator.as_str(), again.provider.as_str()), ("Олена Ґудзь", "City News"));
    }
    // The widest needed no change, so its pixels are the photographer's own.
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("it opens").into_bytes();
    assert!(pixels(&made[2].bytes) == pixels(TRAM), "pixels that need no change are kept to the bit");
}

/// Left half red, right half blue; the right one half seen through, if it may be.
fn two_halves(alpha: u8) -> RgbaImage {
    RgbaImage::from_fn(
        64,
        32,
        |x, _| if x < 32 { Rgba([220, 20, 20, 255]) } else { Rgba([20, 20, 220, alpha]) },
    )
}

fn encoded(picture: &RgbaImage, format: PhotoFormat) -> Vec<u8> {
    let mut out = Vec::new();
    let (width, height) = picture.dimensions();
    let kind = image::ExtendedColorType::Rgba8;
    let written = match format {
        PhotoFormat::Png => codecs::png::PngEncoder::new(&mut out).write_image(picture, width, height, kind),
        PhotoFormat::Webp => {
            codecs::webp::WebPEncoder::new_lossless(&mut out).write_image(picture, width, height, kind)
        }
        PhotoFormat::Jpeg => {
            let picture = DynamicImage::ImageRgba8(picture.clone()).into_rgb8();
            codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 95).encode_image(&picture)
        }
    };
    written.expect("a picture is encoded");
    out
}

#[test]
fn transparent_pictures_keep_their_format_and_carry_the_credit_all_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in [PhotoFormat::Png, PhotoFormat::Webp] {
        let made = photo::rendition(&encoded(&two_halves(128), format), &order(40)).expect("a rendition");
        assert_eq!((made.format, made.width, made.height), (format, 40, 20));
        let opened = image::load_from_memory(&made.bytes).expect("what we made opens").to_rgba8();
        let [red, green, blue, alpha] = opened.get_pixel(35, 10).0;
        assert!(red.abs_diff(20) < 2 && green.abs_diff(20) < 2 && blue.abs_diff(220) < 2 && alpha == 128);

        let path = folder.path().join(format!("made.{}", format.extension()));
        fs::write(&path, &made.bytes).expect("a temporary file");
        let found = &judge::exiftool([path.as_path()])[&path];
        assert_eq!(judge::text(found, "XMP-photoshop:Credit").as_deref(), Some("(Олена Ґудзь / City News)"));
        assert_eq!(judge::text(found, "XMP-dc:Description").as_deref(), Some(metadata().caption.as_str()));
        assert_eq!(judge::text(found, "ExifTool:Warning"), None, "ExifTool finds no fault with {format}");
        let exiv2 = judge::exiv2([path.as_path()]);
        assert!(exiv2.contains("Олена Ґудзь / City News"), "Exiv2 reads it in {format}: {exiv2}");

        let opaque = photo::rendition(&encoded(&two_halves(255), format), &order(40)).expect("a rendition");
        assert_eq!(opaque.format, PhotoFormat::Jpeg, "nothing shines through: a JPEG will do");
    }
}

#[test]
fn everything_written_is_seen_by_the_judge() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("made.jpg");
    fs::write(&path, photo::rendition(TRAM, &order(480)).expect("a rendition").bytes)
        .expect("a temporary file");
    let found = &judge::exiftool([path.as_path()])[&path];
    let wanted = metadata();
    for (tag, value) in [
        ("IPTC:Caption-Abstract", &wanted.caption),
        ("IPTC:By-line", &wanted.creator),
        ("IPTC:Credit", &wanted.credit),
        ("IPTC:Source", &wanted.source),
        ("IPTC:CopyrightNotice", &wanted.copyright),
        ("XMP-dc:Description", &wanted.caption),
        ("XMP-dc:Creator", &wanted.creator),
        ("XMP-photoshop:Credit", &wanted.credit),
        ("XMP-photoshop:Source", &wanted.source),
        ("XMP-dc:Rights", &wanted.copyright),
        ("XMP-xmpRights:UsageTerms", &wanted.usage_terms),
        ("XMP-iptcCore:AltTextAccessibility", &wanted.alt),
    ] {
        assert_eq!(judge::text(found, tag).as_deref(), Some(value.as_str()), "{tag}");
    }
    assert_eq!(judge::text(found, "ExifTool:Warning"), None, "ExifTool finds no fault");
}

#[test]
fn a_crop_is_of_the_picture_as_it_is_looked_at() {
    // Stored on its side, with the note that it is to be turned by a quarter: red is then above blue.
    let mut file = encoded(&two_halves(255), PhotoFormat::Jpeg);
    let tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut exif = vec![0xff, 0xe1];
    exif.extend((tiff.len() as u16 + 2).to_be_bytes());
    exif.extend(tiff);
    file.splice(2..2, exif);

    let reading = photo::read(&file).expect("it is readable");
    assert_eq!((reading.width, reading.height), (32, 64));
    let at = |crop: Option<Crop>| {
        let made = photo::rendition(&file, &RenditionOrder { crop, ..order(1_000) }).expect("a rendition");
        let middle = image::load_from_memory(&made.bytes).expect("it opens").to_rgb8();
        ((made.width, made.height), *middle.get_pixel(made.width / 2, made.height / 4))
    };
    let red = |Rgb([red, _, blue]): Rgb<u8>| red > 180 && blue < 80;
    let (size, colour) = at(None);
    assert!(size == (32, 64) && red(colour), "whole: {size:?} {colour:?}");
    let (size, colour) = at(Some(Crop { x: 0, y: 0, width: 10_000, height: 5_000 }));
    assert!(size == (32, 32) && red(colour), "the upper half: {size:?} {colour:?}");
    let (size, colour) = at(Some(Crop { x: 2_500, y: 6_000, width: 5_000, height: 4_000 }));
    assert!(size == (16, 26) && !red(colour), "a part of the lower half: {size:?} {colour:?}");

    let outside = Some(Crop { x: 6_000, y: 0, width: 5_000, height: 10_000 });
    let refused = photo::rendition(&file, &RenditionOrder { crop: outside, ..order(100) });
    assert_eq!(refused, Err(PhotoError::BadCrop));
}

#[test]
fn the_helper_says_the_same_as_the_function() {
    let Answer::Reading(reading) = answer(&serve(&request(&Ask::Read, TRAM))) else { panic!("a reading") };
    assert_eq!(Ok(reading), photo::read(TRAM));
    let asked = Ask::Rendition { order: order(480) };
    let Answer::Rendition(made) = answer(&serve(&request(&asked, TRAM))) else { panic!("a rendition") };
    assert_eq!(Ok(made), photo::rendition(TRAM, &order(480)));
}

#[test]
fn text_that_no_file_can_hold_is_refused_and_not_cut() {
    let metadata = Metadata { caption: "long ".repeat(20_000), ..Metadata::default() };
    let refused = photo::rendition(TRAM, &RenditionOrder { metadata, ..order(480) });
    assert!(matches!(refused, Err(PhotoError::TooMuchText { .. })), "{refused:?}");
}

#[test]
fn a_moving_picture_is_refused() {
    let mut gif = Vec::new();
    let frame = image::Frame::new(two_halves(255));
    codecs::gif::GifEncoder::new(Cursor::new(&mut gif)).encode_frame(frame).expect("a GIF");
    assert_eq!(photo::read(&gif), Err(PhotoError::OtherKind { kind: "GIF".into() }));

    let mut animation = encoded(&two_halves(255), PhotoFormat::Png);
    let control = b"\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0";
    animation.splice(33..33, control.iter().copied());
    assert_eq!(photo::read(&animation), Err(PhotoError::Animation { format: PhotoFormat::Png }));
}

#[test]
fn the_white_of_a_small_picture_survives_scaling() {
    let white = RgbImage::from_pixel(301, 203, Rgb([255, 255, 255]));
    let mut file = Vec::new();
    codecs::png::PngEncoder::new(&mut file)
        .write_image(&white, 301, 203, image::ExtendedColorType::Rgb8)
        .expect("a PNG");
    let made = photo::rendition(&file, &order(100)).expect("a rendition");
    assert_eq!((made.width, made.height), (100, 67));
    let opened = image::load_from_memory(&made.bytes).expect("it opens").to_rgb8();
    assert!(opened.pixels().all(|pixel| pixel.0.iter().all(|channel| *channel >= 253)));
}
