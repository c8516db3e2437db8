//! Pictures.

use super::dto;

dto! {
    /// A rectangle in ten-thousandths of the upright image.
    pub struct CropView {
        /// Left edge.
        pub x: u16,
        /// Top edge.
        pub y: u16,
        /// Width.
        pub width: u16,
        /// Height.
        pub height: u16,
    }

    /// A point in ten-thousandths of the upright image.
    pub struct PointView {
        /// From the left.
        pub x: u16,
        /// From the top.
        pub y: u16,
    }

    /// What is known of a picture besides its caption.
    pub struct FigureView {
        /// Its identifier; its caption is the text `caption_<id>`.
        pub id: String,
        /// The pixels' hash; the picture is at `img://localhost/<asset>`.
        pub asset: Option<String>,
        /// Pixels across, upright; 0: not known here.
        pub width: u32,
        /// Pixels down, upright.
        pub height: u32,
        /// The text for those who do not see it.
        pub alt: String,
        /// Who made it.
        pub creator: String,
        /// Whom it came from.
        pub provider: String,
        /// Who passed it on.
        pub distributor: String,
        /// Replaces the house's credit line.
        pub credit_override: String,
        /// The credit line as it will be printed.
        pub credit_line: String,
        /// The copyright notice.
        pub copyright: String,
        /// What it may be used for.
        pub usage_terms: String,
        /// "Illustrative purposes only".
        pub illustrative: bool,
        /// What part is shown.
        pub crop: Option<CropView>,
        /// What must stay in sight.
        pub focal: Option<PointView>,
        /// Whether the original carries a location (never published).
        pub has_location: bool,
    }

    /// A change of one field of a figure.
    #[serde(rename_all = "snake_case", tag = "field", content = "value")]
    pub enum FigureChangeView {
        /// The alt text.
        Alt(String),
        /// Who made it.
        Creator(String),
        /// Whom it came from.
        Provider(String),
        /// Who passed it on.
        Distributor(String),
        /// Replaces the credit line.
        CreditOverride(String),
        /// The copyright notice.
        Copyright(String),
        /// What it may be used for.
        UsageTerms(String),
        /// "Illustrative purposes only".
        Illustrative(bool),
        /// What part is shown.
        Crop(Option<CropView>),
        /// What must stay in sight.
        Focal(Option<PointView>),
    }

    /// Change a figure.
    pub struct FigureSet {
        /// Which story.
        pub story: String,
        /// Which figure.
        pub figure: String,
        /// What.
        pub change: FigureChangeView,
    }

    /// Make another figure of the same photo, as when its line in the body is copied.
    pub struct FigureCopy {
        /// Which story.
        pub story: String,
        /// The story that it was copied in; `null`: in this one.
        pub from_story: Option<String>,
        /// The one that was copied.
        pub from: String,
        /// The new one's identifier, which the window drew: its line is in the text already.
        pub to: String,
    }

    /// Bring in a photo whose bytes travel as the raw body.
    pub struct FigureImport {
        /// Which story.
        pub story: String,
        /// The file's name, for the desk.
        pub name: String,
        /// Whether it becomes the lead; otherwise the editor puts its line into the body.
        pub lead: bool,
    }

    /// A photo whose bytes travel as the raw body.
    pub struct PhotoFile {
        /// The file's name, for the desk.
        pub name: String,
    }

    /// Choose a photo in the system's dialog.
    pub struct FigureChoose {
        /// Which story.
        pub story: String,
        /// Whether it becomes the lead.
        pub lead: bool,
    }

    /// The figure that came in; `null`: the dialog was closed.
    pub struct FigureImported {
        /// The figure.
        pub figure: Option<FigureView>,
    }
}
