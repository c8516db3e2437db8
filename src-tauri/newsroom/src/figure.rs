//! Figures: a photo's place in a story, filled from what the photo says of itself.

use crate::{Error, Newsroom, Refusal, Result};
use copy::{Crop, FigureFacts, FigureId, MemberId, StoryId};
use document::{Container, Delta, FactChange, FigureChange};

impl Newsroom {
    /// Brings a photo into a story. Its caption, creator, provider, distributor, copyright, usage
    /// terms and alt text are filled from the file. As the lead it is printed above the body;
    /// otherwise the editor puts its line into the body.
    pub fn import_figure(
        &self,
        member: MemberId,
        story: StoryId,
        name: &str,
        bytes: &[u8],
        lead: bool,
    ) -> Result<FigureId> {
        let photo = self.bring_photo(name, bytes)?;
        let id = FigureId::from_random(self.random_16());
        let read = photo.reading.facts;
        let facts = FigureFacts {
            asset: Some(photo.asset),
            alt: read.alt,
            creator: read.creator,
            provider: read.provider,
            distributor: read.distributor,
            copyright: read.copyright,
            usage_terms: read.usage_terms,
            ..FigureFacts::default()
        };
        let caption: String = read
            .caption
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| !document::is_dropped(*c))
            .collect();
        self.change_story(member, story, |document| {
            document.figure_put(id, &facts)?;
            let container = Container::Caption(id);
            let delta = Delta::new().insert(caption.trim());
            let mut texts = Vec::new();
            if !delta.is_empty() {
                document.apply(&container, &delta)?;
                texts.push((container, delta));
            }
            if lead {
                document.set_fact(&FactChange::Lead(Some(id)))?;
            }
            Ok((id, texts))
        })
    }

    /// Makes another figure of the same photo, with the same facts and a caption of its own that begins
    /// as the original's: what copying a picture in the text does, within a story or from another one.
    /// Cutting and pasting within one needs none.
    pub fn copy_figure(
        &self,
        member: MemberId,
        story: StoryId,
        (from_story, from): (StoryId, FigureId),
        to: FigureId,
    ) -> Result<()> {
        let (facts, caption) = self.read_story(from_story, |document| {
            let facts = document.figures().remove(&from).ok_or(Error::Missing("figure"))?;
            Ok((facts, document.printed(&Container::Caption(from))))
        })?;
        self.change_story(member, story, |document| {
            // A call that comes twice finds what it made.
            if document.figures().contains_key(&to) {
                return Ok(((), Vec::new()));
            }
            document.figure_put(to, &facts)?;
            let container = Container::Caption(to);
            let mut texts = Vec::new();
            if !caption.is_empty() {
                document.apply(&container, &caption)?;
                texts.push((container, caption));
            }
            Ok(((), texts))
        })
    }

    /// Changes one field of a figure.
    pub fn set_figure(
        &self,
        member: MemberId,
        story: StoryId,
        figure: FigureId,
        change: &FigureChange,
    ) -> Result<()> {
        if matches!(change, FigureChange::Crop(Some(crop)) if !is_inside(crop)) {
            return Err(Error::refused(Refusal::CropOutside));
        }
        self.change_story(member, story, |document| {
            document.figure_set(figure, change)?;
            Ok(((), Vec::new()))
        })
    }
}

/// Whether there is something in the crop, and all of it in the picture.
fn is_inside(crop: &Crop) -> bool {
    let side = |from: u16, length: u16| length > 0 && u32::from(from) + u32::from(length) <= 10_000;
    side(crop.x, crop.width) && side(crop.y, crop.height)
}
