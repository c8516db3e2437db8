//! Into sRGB, the one colour space that every reader's screen understands without being told.

use crate::pixels::guarded;
use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// How far a profile's colours may be from sRGB's and still be called the same, in steps of 255.
const SAME: u8 = 2;

/// Whether pixels of this profile can be shown as they are: no profile, an unreadable one, one for
/// other channels than the picture has, or sRGB under whatever name.
pub(crate) fn is_srgb(icc: Option<&[u8]>, picture: &DynamicImage) -> bool {
    let Some(profile) = profile(icc, picture) else { return true };
    if profile.color_space != DataColorSpace::Rgb {
        return false;
    }
    let levels = || (0..=255u8).step_by(51);
    let colours = levels()
        .flat_map(|red| levels().flat_map(move |green| levels().flat_map(move |blue| [red, green, blue])));
    let colours = colours.collect::<Vec<_>>();
    transformed(&profile, Layout::Rgb, Layout::Rgb, &colours, colours.len())
        .is_none_or(|shown| shown.iter().zip(&colours).all(|(shown, stored)| shown.abs_diff(*stored) <= SAME))
}

/// The same picture in sRGB. One without a profile that fits is taken to be so already.
pub(crate) fn to_srgb(icc: Option<&[u8]>, picture: DynamicImage) -> DynamicImage {
    if is_srgb(icc, &picture) {
        return picture;
    }
    converted(icc, &picture).unwrap_or(picture)
}

fn converted(icc: Option<&[u8]>, picture: &DynamicImage) -> Option<DynamicImage> {
    let profile = profile(icc, picture)?;
    let (width, height) = (picture.width(), picture.height());
    let (from, to, channels) = match picture {
        DynamicImage::ImageLuma8(_) => (Layout::Gray, Layout::Rgb, 3),
        DynamicImage::ImageLumaA8(_) => (Layout::GrayAlpha, Layout::Rgba, 4),
        DynamicImage::ImageRgb8(_) => (Layout::Rgb, Layout::Rgb, 3),
        DynamicImage::ImageRgba8(_) => (Layout::Rgba, Layout::Rgba, 4),
        _ => return None,
    };
    let length = width as usize * height as usize * channels;
    let bytes = transformed(&profile, from, to, picture.as_bytes(), length)?;
    if channels == 3 {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    } else {
        RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
    }
}

/// The profile, if it can be read and speaks of the channels that this picture has.
fn profile(icc: Option<&[u8]>, picture: &DynamicImage) -> Option<ColorProfile> {
    let icc = icc?;
    let profile = guarded(|| ColorProfile::new_from_slice(icc).ok())?;
    let grey = matches!(picture, DynamicImage::ImageLuma8(_) | DynamicImage::ImageLumaA8(_));
    let wanted = if grey { DataColorSpace::Gray } else { DataColorSpace::Rgb };
    (profile.color_space == wanted).then_some(profile)
}

fn transformed(
    profile: &ColorProfile,
    from: Layout,
    to: Layout,
    bytes: &[u8],
    length: usize,
) -> Option<Vec<u8>> {
    guarded(|| {
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_8bit(from, &srgb, to, TransformOptions::default()).ok()?;
        let mut out = vec![0; length];
        transform.transform(bytes, &mut out).ok()?;
        Some(out)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, Rgba};

    fn one(colour: [u8; 3]) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_pixel(1, 1, Rgb(colour)))
    }

    #[test]
    fn srgb_by_any_name_stays_and_wide_colours_are_converted() {
        let srgb = ColorProfile::new_srgb().encode().unwrap();
        assert!(is_srgb(Some(&srgb), &one([1, 2, 3])));
        assert!(is_srgb(None, &one([1, 2, 3])));
        assert!(is_srgb(Some(b"no profile"), &one([1, 2, 3])));

        let wide = ColorProfile::new_display_p3().encode().unwrap();
        assert!(!is_srgb(Some(&wide), &one([1, 2, 3])));
        let shown = to_srgb(Some(&wide), one([200, 100, 50])).to_rgb8();
        // By the published matrices of Display P3 and sRGB: 215, 95, 29.
        for (shown, expected) in shown.get_pixel(0, 0).0.into_iter().zip([215u8, 95, 29]) {
            assert!(shown.abs_diff(expected) <= 3, "{shown} for {expected}");
        }
    }

    #[test]
    fn alpha_stays_through_the_conversion() {
        let wide = ColorProfile::new_display_p3().encode().unwrap();
        let picture = DynamicImage::ImageRgba8(RgbaImage::from_pixel(1, 1, Rgba([200, 100, 50, 77])));
        assert_eq!(to_srgb(Some(&wide), picture).to_rgba8().get_pixel(0, 0).0[3], 77);
    }

    #[test]
    fn a_profile_for_other_channels_is_left_aside() {
        let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
        assert!(is_srgb(Some(&grey), &one([1, 2, 3])));
    }
}
