//! From a file to pixels of eight bits a colour.

use crate::{
    container::{png, Parts},
    limits::{MAX_DECODE_BYTES, MAX_SIDE},
    PhotoError, PhotoFormat,
};
use image::{
    codecs::{png::PngDecoder, webp::WebPDecoder},
    DynamicImage, GrayImage, ImageDecoder, Limits, RgbImage,
};
use std::{
    io::Cursor,
    panic::{catch_unwind, AssertUnwindSafe},
};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};

/// Decoded pixels as they are stored, and the profile of their colours.
#[derive(Debug)]
pub(crate) struct Pixels {
    /// Grey or RGB, with or without alpha, always of eight bits.
    pub picture: DynamicImage,
    pub icc: Option<Vec<u8>>,
}

/// Decodes a file whose header was found to be within the limits.
pub(crate) fn decode(bytes: &[u8], parts: &Parts<'_>) -> Result<Pixels, PhotoError> {
    let header = parts.header;
    let pixels = guarded(|| match header.format {
        PhotoFormat::Jpeg => jpeg(bytes),
        PhotoFormat::Png => {
            // The decoder would inflate every chunk of text and the profile as long as memory lasts.
            let bare = png::bare(bytes);
            let picture = ordinary(PngDecoder::with_limits(Cursor::new(bare), limits()).ok()?)?;
            Some(Pixels { picture, icc: png::icc(bytes) })
        }
        PhotoFormat::Webp => {
            let mut decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
            let icc = decoder.icc_profile().ok().flatten();
            Some(Pixels { picture: ordinary(decoder)?, icc })
        }
    });
    match pixels {
        Some(pixels)
            if (pixels.picture.width(), pixels.picture.height()) == (header.width, header.height) =>
        {
            Ok(pixels)
        }
        _ => Err(PhotoError::Damaged { format: header.format }),
    }
}

/// Runs a stranger's decoder on a stranger's file: a panic in it is a damaged file, not our end.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    limits
}

/// CMYK comes out as RGB by plain arithmetic, without the press's profile.
fn jpeg(bytes: &[u8]) -> Option<Pixels> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(MAX_SIDE as usize)
        .set_max_height(MAX_SIDE as usize);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let grey = decoder.input_colorspace()? == ColorSpace::Luma;
    let out = if grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(out));
    let bytes = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let picture = if grey {
        DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, bytes)?)
    } else {
        DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, bytes)?)
    };
    Some(Pixels { picture, icc: decoder.icc_profile() })
}

fn ordinary(mut decoder: impl ImageDecoder) -> Option<DynamicImage> {
    decoder.set_limits(limits()).ok()?;
    Some(match DynamicImage::from_decoder(decoder).ok()? {
        picture @ (DynamicImage::ImageLuma8(_)
        | DynamicImage::ImageLumaA8(_)
        | DynamicImage::ImageRgb8(_)
        | DynamicImage::ImageRgba8(_)) => picture,
        deep @ DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(deep.into_luma8()),
        deep @ DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(deep.into_luma_alpha8()),
        deep @ DynamicImage::ImageRgb16(_) => DynamicImage::ImageRgb8(deep.into_rgb8()),
        deep => DynamicImage::ImageRgba8(deep.into_rgba8()),
    })
}
