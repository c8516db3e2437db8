//! Photos: bringing them in, and making what destinations get of them. Bytes from outside are only
//! ever opened in the darkroom, which has limits of its own.

use crate::{Error, Newsroom, Result};
use copy::{credit, Figure, Sha256};
use photo::{Metadata, Reading, RenditionOrder, WIDTHS};
use publish::{Picture, Rendition};
use std::sync::Arc;
use store::asset::AssetRow;

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
        let row = AssetRow {
            sha256: asset,
            media_type: reading.format.media_type().into(),
            width: reading.width,
            height: reading.height,
            length: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            original_name: file_name(name),
            facts: reading.facts.to_text(),
            at: self.now(),
        };
        self.transact(move |tx, _| {
            store::asset::insert(tx, &row)?;
            store::asset::mark_used(tx, asset)?;
            Ok(())
        })?;
        Ok(BroughtIn { asset, reading })
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

    /// A figure's renditions with its credit, as every destination gets them.
    pub(crate) fn picture(&self, figure: &Figure) -> Result<Option<Picture>> {
        let Some(asset) = figure.facts.asset else { return Ok(None) };
        let credit = credit::credit_line(&self.house().credit_template, &figure.facts);
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
