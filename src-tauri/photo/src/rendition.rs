//! What readers get: a picture made anew.

use crate::{
    color,
    container::{jpeg::Jpeg, png, webp},
    pixels::{self, guarded},
    reading::{open, Opened},
    upright::Area,
    Metadata, PhotoError, PhotoFormat,
};
use copy::Crop;
use fast_image_resize::{
    images::{TypedImage, TypedImageRef},
    pixels::{U8x2, U8x3, U8x4, U8},
    FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer,
};
use image::{
    codecs::{png::PngEncoder, webp::WebPEncoder},
    DynamicImage, ExtendedColorType, GrayAlphaImage, GrayImage, ImageEncoder, LumaA, RgbImage, Rgba,
    RgbaImage,
};
use serde::{Deserialize, Serialize};

/// The widths that a destination gets, as far as the picture has them.
pub const WIDTHS: [u32; 3] = [480, 960, 1920];

/// JPEG quality: where a photograph's traces of compression are not seen at the size it is shown.
const QUALITY: u8 = 84;
/// A JPEG of more bytes for each pixel than this in hundredths is compressed again, even where its
/// pixels could be kept: readers on bad lines pay for it otherwise.
const KEPT_BYTES_PERCENT: u64 = 60;

/// What is wanted of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenditionOrder {
    /// How wide it may be. A narrower picture stays as it is.
    pub max_width: u32,
    /// The part that is shown, of the upright picture.
    pub crop: Option<Crop>,
    /// What is written into it.
    pub metadata: Metadata,
}

/// A picture made for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Its format: JPEG, or for a picture with transparent parts the format it came in.
    pub format: PhotoFormat,
}

impl Rendition {
    /// Its media type: `image/jpeg`.
    pub fn media_type(&self) -> &'static str {
        self.format.media_type()
    }
}

/// Makes one rendition.
///
/// A JPEG that needs no change (upright, sRGB, narrow enough, not cropped, not wasteful) keeps its
/// compressed pixels to the bit; every other picture is decoded, scaled, converted, turned and
/// compressed anew. Either way nothing of the file's old surroundings is in the new file.
pub fn rendition(bytes: &[u8], order: &RenditionOrder) -> Result<Rendition, PhotoError> {
    if order.max_width == 0 {
        return Err(PhotoError::BadWidth);
    }
    let opened = open(bytes)?;
    let plan = Plan::of(&opened, order)?;
    let pixels = pixels::decode(bytes, &opened.parts)?;
    if plan.changes_nothing
        && !wasteful(bytes, &plan)
        && color::is_srgb(pixels.icc.as_deref(), &pixels.picture)
    {
        let jpeg = Jpeg::walk(bytes)?;
        if jpeg.keeps_well() {
            let bytes = jpeg.dressed(&order.metadata)?;
            return Ok(Rendition {
                bytes,
                width: plan.width,
                height: plan.height,
                format: PhotoFormat::Jpeg,
            });
        }
    }
    let picture = scaled(pixels.picture, &opened, &plan)?;
    // Colours after scaling: by then there are few of them.
    let mut picture = color::to_srgb(pixels.icc.as_deref(), picture);
    opened.orientation.bake(&mut picture);
    let format = opened.parts.header.format;
    let (bytes, format) = match format {
        PhotoFormat::Png | PhotoFormat::Webp if is_transparent(&picture) => {
            (encoded(&picture, format, &order.metadata)?, format)
        }
        _ => (encoded_jpeg(&picture, &order.metadata)?, PhotoFormat::Jpeg),
    };
    Ok(Rendition { bytes, width: plan.width, height: plan.height, format })
}

/// From which part to which size.
#[derive(Debug)]
struct Plan {
    /// The part of the upright picture.
    area: Area,
    width: u32,
    height: u32,
    changes_nothing: bool,
}

impl Plan {
    fn of(opened: &Opened<'_>, order: &RenditionOrder) -> Result<Self, PhotoError> {
        let header = &opened.parts.header;
        let (full_width, full_height) = opened.orientation.upright_size(header.width, header.height);
        let crop = order.crop.unwrap_or(Crop { x: 0, y: 0, width: 10_000, height: 10_000 });
        let (x, width) = side(crop.x, crop.width, full_width)?;
        let (y, height) = side(crop.y, crop.height, full_height)?;
        let (target_width, target_height) = if width <= order.max_width {
            (width, height)
        } else {
            let height = u64::from(height) * u64::from(order.max_width);
            let rounded = (height + u64::from(width) / 2) / u64::from(width);
            (order.max_width, u32::try_from(rounded).unwrap_or(u32::MAX).max(1))
        };
        Ok(Self {
            area: Area { x: x.into(), y: y.into(), width: width.into(), height: height.into() },
            width: target_width,
            height: target_height,
            changes_nothing: header.format == PhotoFormat::Jpeg
                && opened.orientation == Default::default()
                && (target_width, target_height) == (full_width, full_height),
        })
    }
}

/// One side of a crop in pixels, at least one of them.
fn side(start: u16, length: u16, full: u32) -> Result<(u32, u32), PhotoError> {
    let end = u32::from(start) + u32::from(length);
    if length == 0 || end > 10_000 {
        return Err(PhotoError::BadCrop);
    }
    let at = |part: u32| ((u64::from(part) * u64::from(full) + 5_000) / 10_000) as u32;
    let start = at(start.into()).min(full.saturating_sub(1));
    Ok((start, at(end).saturating_sub(start).max(1)))
}

fn wasteful(bytes: &[u8], plan: &Plan) -> bool {
    bytes.len() as u64 * 100 > u64::from(plan.width) * u64::from(plan.height) * KEPT_BYTES_PERCENT + 1_000_000
}

/// Cropped and scaled, still lying as it is stored.
fn scaled(picture: DynamicImage, opened: &Opened<'_>, plan: &Plan) -> Result<DynamicImage, PhotoError> {
    let header = &opened.parts.header;
    let (full_width, full_height) = (picture.width(), picture.height());
    let (width, height) = opened.orientation.upright_size(plan.width, plan.height);
    if (width, height) == (full_width, full_height) {
        return Ok(picture);
    }
    let area = opened.orientation.stored_area(plan.area, (full_width, full_height));
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(
        area.x,
        area.y,
        area.width,
        area.height,
    );
    let (bytes, full, size) = (picture.as_bytes(), (full_width, full_height), (width, height));
    let small = guarded(|| match picture {
        DynamicImage::ImageLuma8(_) => {
            GrayImage::from_raw(width, height, resized::<U8>(bytes, full, size, &options)?).map(Into::into)
        }
        DynamicImage::ImageLumaA8(_) => {
            GrayAlphaImage::from_raw(width, height, resized::<U8x2>(bytes, full, size, &options)?)
                .map(Into::into)
        }
        DynamicImage::ImageRgb8(_) => {
            RgbImage::from_raw(width, height, resized::<U8x3>(bytes, full, size, &options)?).map(Into::into)
        }
        _ => {
            RgbaImage::from_raw(width, height, resized::<U8x4>(bytes, full, size, &options)?).map(Into::into)
        }
    });
    small.ok_or(PhotoError::Damaged { format: header.format })
}

/// The pixels at another size. The kind of pixel is told where this is compiled: the resizer would be compiled for
/// thirteen kinds otherwise, of which a picture of ours has four.
fn resized<P: PixelTrait>(
    bytes: &[u8],
    (from_width, from_height): (u32, u32),
    (width, height): (u32, u32),
    options: &ResizeOptions,
) -> Option<Vec<u8>> {
    let from = TypedImageRef::<P>::from_buffer(from_width, from_height, bytes).ok()?;
    let mut out = vec![0; width as usize * height as usize * P::size()];
    let mut to = TypedImage::<P>::from_buffer(width, height, &mut out).ok()?;
    Resizer::new().resize_typed(&from, &mut to, options).ok()?;
    Some(out)
}

fn is_transparent(picture: &DynamicImage) -> bool {
    match picture {
        DynamicImage::ImageLumaA8(picture) => picture.pixels().any(|LumaA([_, alpha])| *alpha < 255),
        DynamicImage::ImageRgba8(picture) => picture.pixels().any(|Rgba([.., alpha])| *alpha < 255),
        _ => false,
    }
}

fn encoded_jpeg(picture: &DynamicImage, metadata: &Metadata) -> Result<Vec<u8>, PhotoError> {
    let opaque;
    let (bytes, kind) = match picture {
        DynamicImage::ImageLuma8(picture) => (picture.as_raw(), jpeg_encoder::ColorType::Luma),
        DynamicImage::ImageRgb8(picture) => (picture.as_raw(), jpeg_encoder::ColorType::Rgb),
        other => {
            opaque = other.to_rgb8();
            (opaque.as_raw(), jpeg_encoder::ColorType::Rgb)
        }
    };
    let not_written = || PhotoError::NotWritten { format: PhotoFormat::Jpeg };
    let width = u16::try_from(picture.width()).map_err(|_| not_written())?;
    let height = u16::try_from(picture.height()).map_err(|_| not_written())?;
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(bytes, width, height, kind).map_err(|_| not_written())?;
    Jpeg::walk(&out)?.dressed(metadata)
}

fn encoded(picture: &DynamicImage, format: PhotoFormat, metadata: &Metadata) -> Result<Vec<u8>, PhotoError> {
    let (width, height) = (picture.width(), picture.height());
    let kind = ExtendedColorType::from(picture.color());
    let mut out = Vec::new();
    let written = match format {
        PhotoFormat::Png => PngEncoder::new(&mut out).write_image(picture.as_bytes(), width, height, kind),
        _ => WebPEncoder::new_lossless(&mut out).write_image(picture.as_bytes(), width, height, kind),
    };
    written.map_err(|_| PhotoError::NotWritten { format })?;
    match format {
        PhotoFormat::Png => Ok(png::dressed(&out, metadata)),
        _ => webp::dressed(&out, (width, height), metadata),
    }
}
