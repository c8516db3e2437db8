//! A picture in a story, with what the photo desk knows of it.

use crate::{FigureId, Inline, Sha256};
use serde::{Deserialize, Serialize};

/// A rectangle in ten-thousandths of the upright image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// Left edge, 0 to 9999.
    pub x: u16,
    /// Top edge, 0 to 9999.
    pub y: u16,
    /// Width, 1 to 10000.
    pub width: u16,
    /// Height, 1 to 10000.
    pub height: u16,
}

/// A point in ten-thousandths of the upright image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// From the left, 0 to 10000.
    pub x: u16,
    /// From the top, 0 to 10000.
    pub y: u16,
}

impl Point {
    /// The same point in ten-thousandths of what a crop leaves; one outside moves to its nearest edge.
    pub fn within(self, crop: Crop) -> Self {
        let side = |at: u16, from: u16, length: u16| {
            let inside = u32::from(at).saturating_sub(u32::from(from)).min(u32::from(length));
            u16::try_from(inside * 10_000 / u32::from(length.max(1))).unwrap_or(10_000)
        };
        Self { x: side(self.x, crop.x, crop.width), y: side(self.y, crop.y, crop.height) }
    }
}

/// What is known of a picture besides its caption, which is a text of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureFacts {
    /// The pixels' SHA-256; `None` only while the figure's record is not complete.
    pub asset: Option<Sha256>,
    /// The text for those who do not see it.
    pub alt: String,
    /// Who made it.
    pub creator: String,
    /// Whom it came from (agency, archive).
    pub provider: String,
    /// Who passed it on.
    pub distributor: String,
    /// Replaces the credit line that the house template makes; empty: the template's.
    pub credit_override: String,
    /// The copyright notice.
    pub copyright: String,
    /// What it may be used for.
    pub usage_terms: String,
    /// "Illustrative purposes only".
    pub illustrative: bool,
    /// What part is shown; `None`: all of it.
    pub crop: Option<Crop>,
    /// What must stay in sight; `None`: the middle.
    pub focal: Option<Point>,
    /// Names of the people shown, for the desk.
    pub people: Vec<String>,
}

/// A picture in a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its identifier, which the line's block key or the lead register names.
    pub id: FigureId,
    /// The caption, without the credit and without "Illustrative purposes only".
    pub caption: Inline,
    /// The rest.
    #[serde(flatten)]
    pub facts: FigureFacts,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_keeps_its_place_in_what_a_crop_leaves() {
        let crop = Crop { x: 2_500, y: 0, width: 5_000, height: 10_000 };
        assert_eq!(Point { x: 5_000, y: 3_333 }.within(crop), Point { x: 5_000, y: 3_333 });
        assert_eq!(Point { x: 3_750, y: 0 }.within(crop), Point { x: 2_500, y: 0 });
        assert_eq!(Point { x: 100, y: 10_000 }.within(crop), Point { x: 0, y: 10_000 });
        assert_eq!(Point { x: 9_999, y: 1 }.within(crop), Point { x: 10_000, y: 1 });
    }
}
