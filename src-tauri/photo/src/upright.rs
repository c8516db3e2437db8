//! Which way up: the eight ways in which a camera may be held.

use image::{metadata, DynamicImage};

/// EXIF's orientation, 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orientation(u8);

impl Default for Orientation {
    fn default() -> Self {
        Self(1)
    }
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Orientation {
    /// From EXIF's number; what is none means upright.
    pub fn from_exif(number: u32) -> Self {
        match u8::try_from(number) {
            Ok(number @ 1..=8) => Self(number),
            _ => Self::default(),
        }
    }

    fn lies_on_its_side(self) -> bool {
        self.0 >= 5
    }

    /// A size as it is looked at, of a size as it is stored, and the other way round.
    pub fn upright_size(self, width: u32, height: u32) -> (u32, u32) {
        if self.lies_on_its_side() {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// Where an area of the upright picture is stored. The size is the stored one.
    pub fn stored_area(self, area: Area, (width, height): (u32, u32)) -> Area {
        let (width, height) = (f64::from(width), f64::from(height));
        let corner = |x: f64, y: f64| match self.0 {
            2 => (width - x, y),
            3 => (width - x, height - y),
            4 => (x, height - y),
            5 => (y, x),
            6 => (y, height - x),
            7 => (width - y, height - x),
            8 => (width - y, x),
            _ => (x, y),
        };
        let (ax, ay) = corner(area.x, area.y);
        let (bx, by) = corner(area.x + area.width, area.y + area.height);
        Area { x: ax.min(bx), y: ay.min(by), width: (ax - bx).abs(), height: (ay - by).abs() }
    }

    /// Turns stored pixels upright.
    pub fn bake(self, picture: &mut DynamicImage) {
        picture.apply_orientation(
            metadata::Orientation::from_exif(self.0).unwrap_or(metadata::Orientation::NoTransforms),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GenericImageView, GrayImage, Luma};

    /// Marks one pixel of the stored picture, and finds it in the upright one through the area.
    #[test]
    fn an_area_is_where_the_pixels_went() {
        for number in 1..=8 {
            let orientation = Orientation::from_exif(number);
            let mut stored = GrayImage::new(5, 3);
            stored.put_pixel(3, 1, Luma([255]));
            stored.put_pixel(0, 2, Luma([128]));
            let mut upright = DynamicImage::ImageLuma8(stored.clone());
            orientation.bake(&mut upright);
            assert_eq!(upright.dimensions(), orientation.upright_size(5, 3), "orientation {number}");
            for (x, y, pixel) in upright.to_luma8().enumerate_pixels() {
                let area = Area { x: x.into(), y: y.into(), width: 1.0, height: 1.0 };
                let area = orientation.stored_area(area, (5, 3));
                assert_eq!(stored.get_pixel(area.x as u32, area.y as u32), pixel, "orientation {number}");
            }
        }
    }

    #[test]
    fn a_number_that_is_none_means_upright() {
        assert_eq!(Orientation::from_exif(0), Orientation::default());
        assert_eq!(Orientation::from_exif(4_000_000_000), Orientation::default());
    }
}
