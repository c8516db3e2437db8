//! Photos: bringing them in, and making what destinations get of them. Bytes from outside are only
//! ever opened in the darkroom, which has limits of its own.

use crate::{Error, Newsroom, Result};
use copy::{credit, Figure, Sha256};
use photo::{Metadata, Reading, RenditionOrder, WIDTHS};
use publish::{Picture, Rendition};
use std::{
    collections::BTreeMap,
    num::NonZero,
    panic::resume_unwind,
    sync::{
        atomic::{AtomicUsize, Ordering},
        Arc,
    },
    thread,
};
use store::{asset::AssetRow, Tx};

/// A photo that came in.
#[derive(Debug, Clone)]
pub struct BroughtIn {
    /// Its bytes' hash.
    pub asset: Sha256,
    /// What was read from it.
    pub reading: Reading,
}

impl Newsroom {
    /// Reads a photo and keeps its bytes. Nothing is kept of what cannot be read.
    pub fn bring_photo(&self, name: &str, bytes: &[u8]) -> Result<BroughtIn> {
        let reading = self.world.darkroom.read(bytes)?;
        let asset = store::blob::put(self.store().paths(), bytes)?;
        let row = self.asset_row(name, (asset, bytes), &reading);
        self.transact(move |tx, _| insert_in(tx, &row))?;
        Ok(BroughtIn { asset, reading })
    }

    /// The row of a photo that was read.
    pub(crate) fn asset_row(
        &self,
        name: &str,
        (sha256, bytes): (Sha256, &[u8]),
        reading: &Reading,
    ) -> AssetRow {
        AssetRow {
            sha256,
            media_type: reading.format.media_type().into(),
            width: reading.width,
            height: reading.height,
            length: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            original_name: file_name(name),
            facts: reading.facts.to_text(),
            at: self.now(),
        }
    }

    /// Reads several photos, as many at a time as there are cores: each is some tens of milliseconds of one.
    pub(crate) fn read_photos(&self, photos: &[&[u8]]) -> Result<Vec<Reading>> {
        let next = AtomicUsize::new(0);
        let lanes = thread::available_parallelism().map_or(1, NonZero::get).min(photos.len());
        let lane = || {
            let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
            let taken = taken.map_while(|at| Some((at, *photos.get(at)?)));
            taken.map(|(at, photo)| Ok((at, self.world.darkroom.read(photo)?))).collect::<Result<Vec<_>>>()
        };
        let read = thread::scope(|scope| {
            let lanes: Vec<_> = (0..lanes).map(|_| scope.spawn(lane)).collect();
            let read = lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|gone| resume_unwind(gone)));
            read.collect::<Result<Vec<_>>>()
        })?;
        let read: BTreeMap<usize, Reading> = read.into_iter().flatten().collect();
        Ok(read.into_values().collect())
    }

    /// What is known of a photo.
    pub fn asset(&self, asset: Sha256) -> Result<AssetRow> {
        let row = self.store().read(|on| store::asset::get(on, asset).map_err(Error::from))?;
        row.ok_or(Error::Missing("photo"))
    }

    /// A photo's bytes as they came in, proven by their hash.
    pub fn asset_bytes(&self, asset: Sha256) -> Result<Vec<u8>> {
        Ok(store::blob::get(self.store().paths(), asset)?)
    }

    /// A photo for the screen, no wider than this, without anything embedded.
    pub fn thumbnail(&self, asset: Sha256, max_width: u32) -> Result<(Vec<u8>, &'static str)> {
        let bytes = self.asset_bytes(asset)?;
        let order = RenditionOrder { max_width, crop: None, metadata: Metadata::default() };
        let made = self.world.darkroom.rendition(&bytes, &order)?;
        let media_type = made.media_type();
        Ok((made.bytes, media_type))
    }

    /// A picture's credit line by the house's template.
    pub fn credit_of(&self, facts: &copy::FigureFacts) -> String {
        credit::credit_line(&self.house().credit_template, facts)
    }

    /// A figure's renditions with its credit, as every destination gets them.
    pub(crate) fn picture(&self, figure: &Figure) -> Result<Option<Picture>> {
        let Some(asset) = figure.facts.asset else { return Ok(None) };
        let credit = self.credit_of(&figure.facts);
        let metadata = Metadata {
            caption: figure.caption.text(),
            creator: figure.facts.creator.clone(),
            credit: credit.clone(),
            copyright: figure.facts.copyright.clone(),
            usage_terms: figure.facts.usage_terms.clone(),
            alt: figure.facts.alt.clone(),
            ..Metadata::default()
        };
        let renditions = self.renditions(asset, figure.facts.crop, &metadata)?;
        Ok(Some(Picture { figure: figure.id, credit, renditions }))
    }

    /// The three widths, as far as the picture has them.
    pub fn renditions(
        &self,
        asset: Sha256,
        crop: Option<copy::Crop>,
        metadata: &Metadata,
    ) -> Result<Vec<Rendition>> {
        let bytes = self.asset_bytes(asset)?;
        let mut made: Vec<Rendition> = Vec::new();
        for max_width in WIDTHS {
            let order = RenditionOrder { max_width, crop, metadata: metadata.clone() };
            let one = self.world.darkroom.rendition(&bytes, &order)?;
            if made.last().is_some_and(|last| last.width == one.width) {
                break;
            }
            made.push(Rendition {
                width: one.width,
                height: one.height,
                media_type: one.media_type().into(),
                sha256: Sha256::of(&one.bytes),
                bytes: Arc::from(one.bytes),
            });
        }
        Ok(made)
    }
}

/// Puts the row of a photo that is kept, and takes it off the list of those that nothing uses.
pub(crate) fn insert_in(tx: &Tx<'_>, row: &AssetRow) -> Result<()> {
    store::asset::insert(tx, row)?;
    store::asset::mark_used(tx, row.sha256)?;
    Ok(())
}

/// The last part of a path of any system: folders say where somebody works.
fn file_name(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect()
}
