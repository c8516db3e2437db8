//! Somebody changed it there: three texts side by side.

use super::{dto, DestinationView, RunView, Said};

dto! {
    /// A story at a destination.
    pub struct MergeRef {
        /// Which story.
        pub story: String,
        /// Where.
        pub destination: String,
    }

    /// What part of a story a row speaks of.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum MergePlace {
        /// The headline.
        Headline,
        /// The deck.
        Deck,
        /// A picture's caption.
        Caption,
        /// A picture's credit line.
        Credit,
        /// A paragraph, or several that belong together.
        Paragraph,
    }

    /// What became of a place on the two sides.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum MergeStanding {
        /// Nobody changed it.
        Same,
        /// Only we changed it.
        OnlyMine,
        /// Only they changed it.
        OnlyTheirs,
        /// Both changed it to the same.
        Agreed,
        /// Both changed it: a person chooses.
        Open,
    }

    /// A place in the three texts. What nobody changed has no words here.
    pub struct MergeRow {
        /// What part it is.
        pub place: MergePlace,
        /// A paragraph's number, from 1.
        pub number: u32,
        /// What became of it.
        pub standing: MergeStanding,
        /// As it was last published; `null`: it was not there.
        pub base: Option<String>,
        /// As it stands here, against what was last published; `null`: it was taken out.
        pub mine: Option<Vec<RunView>>,
        /// As it stands there, against what was last published; `null`: it was taken out.
        pub theirs: Option<Vec<RunView>>,
        /// Both sides’ words as one text.
        pub both: String,
    }

    /// One of the three texts.
    pub struct MergeSide {
        /// Its revision's number; 0: it is no revision yet.
        pub revision: u32,
        /// Who; empty: not known.
        pub who: String,
        /// When.
        pub at_ms: Option<f64>,
    }

    /// A line of the page that changed there and is no part of the story's text.
    pub struct MergeLine {
        /// As this desk wrote it; empty: it is new.
        pub was: String,
        /// As it stands there; empty: it is gone.
        pub is: String,
    }

    /// The three texts of a story at a destination.
    pub struct MergeView {
        /// Which story.
        pub story: String,
        /// Its slugline.
        pub slugline: String,
        /// Where.
        pub destination: DestinationView,
        /// This reading; empty: nobody changed it there since it was published.
        pub record: String,
        /// The hash of the text here that it was laid beside.
        pub seen_hash: String,
        /// What was last published.
        pub base: MergeSide,
        /// What stands here.
        pub mine: MergeSide,
        /// What stands there.
        pub theirs: MergeSide,
        /// When it was looked at.
        pub looked_ms: f64,
        /// Place by place.
        pub rows: Vec<MergeRow>,
        /// Facts that changed there and cannot come home.
        pub differs: Vec<Said>,
        /// Lines of the page that changed there and cannot come home.
        pub lines: Vec<MergeLine>,
        /// Pictures that were put in there.
        pub pictures_added: u32,
    }

    /// What is taken of a row.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum MergeTake {
        /// Ours.
        Mine,
        /// Theirs.
        Theirs,
        /// Both, as one text.
        Both,
    }

    /// A choice for a row.
    pub struct MergeChoice {
        /// The row, by its place in the list from 0.
        pub row: u32,
        /// What is taken.
        pub take: MergeTake,
        /// Both, as a person then changed it; `null`: as it is.
        pub text: Option<String>,
    }

    /// The choices of somebody who has seen the three texts.
    pub struct MergeChoices {
        /// Which story.
        pub story: String,
        /// Where.
        pub destination: String,
        /// The reading that was seen.
        pub record: String,
        /// The hash of the text here that was seen.
        pub seen_hash: String,
        /// What was chosen.
        pub choices: Vec<MergeChoice>,
    }

    /// The page that the choices make.
    pub struct MergePage {
        /// "As readers will see it": a whole HTML page without scripts.
        pub preview: String,
    }

    /// What was taken in.
    pub struct MergeTaken {
        /// The revision that it made.
        pub revision: u32,
    }
}
