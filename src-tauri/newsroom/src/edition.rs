//! Dressing an approved copy for printing at one destination.

use crate::{
    outbox::{live, Errand},
    Error, Newsroom, Result,
};
use copy::{BlockKind, DestinationId, EmbedTarget, Link, ReaderCopy, Sha256, StoryId};
use publish::{Edition, Picture, Printed, PrintedNote, RelatedStory, Rendition};
use std::{collections::BTreeMap, sync::Arc};
use store::receipt::ReceiptRow;

/// A portrait on a card is this wide.
const PORTRAIT_WIDTH: u32 = 240;

impl Newsroom {
    /// The edition of a copy for a destination, or for no destination in particular (the preview of a
    /// desk without one).
    pub fn edition(
        &self,
        story: StoryId,
        revision: u32,
        copy: ReaderCopy,
        destination: Option<DestinationId>,
    ) -> Result<Edition> {
        self.edition_at(story, revision, copy, destination, self.now().at_ms)
    }

    /// The same as it will be printed then (UTC milliseconds).
    pub(crate) fn edition_at(
        &self,
        story: StoryId,
        revision: u32,
        copy: ReaderCopy,
        destination: Option<DestinationId>,
        now_ms: i64,
    ) -> Result<Edition> {
        let receipts = self.receipts(story)?;
        let printed = destination.and_then(|place| live::last_at(&receipts, place));
        let printed = printed.map(|receipt| Printed::from_text(&receipt.snapshot));
        let known = printed.as_ref().map(|printed| printed.notes.clone()).unwrap_or_default();
        let notes = copy
            .reader_notes
            .iter()
            .map(|note| {
                known
                    .iter()
                    .find(|known| known.note == note.id)
                    .cloned()
                    .unwrap_or(PrintedNote { note: note.id, printed_at_ms: now_ms })
            })
            .collect();
        let people = self.cards(&copy.byline)?;
        let mut portraits = BTreeMap::new();
        for asset in people.iter().filter_map(|person| person.photo) {
            portraits.insert(asset, self.portrait(asset)?);
        }
        let pictures: Vec<Picture> = copy
            .figures
            .iter()
            .filter_map(|figure| self.picture(figure).transpose())
            .collect::<Result<_>>()?;
        let copy_hash = copy::canonical::copy_hash(&copy);
        Ok(Edition {
            story,
            revision,
            copy_hash,
            web_slug: self.web_slug_of(story, &copy),
            people,
            portraits,
            pictures,
            first_published_ms: printed.and_then(|printed| printed.first_published_ms),
            now_ms,
            notes,
            related: self.related(&copy, destination)?,
            house: self.house().printed(),
            copy,
        })
    }

    fn portrait(&self, asset: Sha256) -> Result<Rendition> {
        let bytes = self.asset_bytes(asset)?;
        let order = photo::RenditionOrder {
            max_width: PORTRAIT_WIDTH,
            crop: None,
            metadata: photo::Metadata::default(),
        };
        let made = self.world.darkroom.rendition(&bytes, &order)?;
        Ok(Rendition {
            width: made.width,
            height: made.height,
            media_type: made.media_type().into(),
            sha256: Sha256::of(&made.bytes),
            bytes: Arc::from(made.bytes),
        })
    }

    /// The stories that a copy names, as a destination knows them.
    fn related(
        &self,
        copy: &ReaderCopy,
        destination: Option<DestinationId>,
    ) -> Result<BTreeMap<StoryId, RelatedStory>> {
        let embeds = copy.embeds.iter().filter_map(|embed| match embed.target {
            EmbedTarget::Story(id) => Some(id),
            EmbedTarget::Url(_) => None,
        });
        let links = copy
            .body
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Figure(_)))
            .flat_map(|block| block.text.spans())
            .filter_map(|span| match span.marks.link {
                Some(Link::Story(id)) => Some(id),
                _ => None,
            });
        let mut related = BTreeMap::new();
        for id in embeds.chain(links) {
            let row = self.store().read(|on| store::story::get(on, id).map_err(Error::from))?;
            let Some(row) = row else { continue };
            let receipts = self.receipts(id)?;
            let there = destination.and_then(|place| live::live_at(&receipts, place));
            // Of one that was withdrawn no page says more than its notice.
            if there.is_some_and(|receipt| Errand::from_key(&receipt.kind) == Errand::Withdraw) {
                continue;
            }
            let words = u32::try_from(row.words).unwrap_or(0);
            related.insert(
                id,
                RelatedStory {
                    headline: row.headline,
                    section: row.section,
                    reading_time_min: copy::words::reading_time_min(words, 1),
                    address: there.map(|receipt| receipt.url.clone()).filter(|url| !url.is_empty()),
                },
            );
        }
        Ok(related)
    }

    /// A story's receipts in the order of their arrival.
    pub fn receipts(&self, story: StoryId) -> Result<Vec<ReceiptRow>> {
        self.store().read(|on| store::receipt::list(on, story).map_err(Error::from))
    }

    /// The notes that readers have seen anywhere, with the first time.
    pub fn printed_notes(&self, story: StoryId) -> Result<Vec<PrintedNote>> {
        let mut notes: Vec<PrintedNote> = Vec::new();
        for receipt in self.receipts(story)? {
            for note in Printed::from_text(&receipt.snapshot).notes {
                if !notes.iter().any(|known| known.note == note.note) {
                    notes.push(note);
                }
            }
        }
        Ok(notes)
    }
}
