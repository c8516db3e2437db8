//! A file's photos: what is new is read in the darkroom once, kept before the rows that speak of it.

use super::{refusal::brought, Parcel};
use crate::{Newsroom, Result};
use copy::Sha256;
use std::{collections::BTreeMap, sync::PoisonError};
use store::{asset::AssetRow, travel};

impl Newsroom {
    /// Photos that are not here, each read in the darkroom first, unless it was when the file was shown.
    pub(super) fn new_photos(&self, parcel: &Parcel) -> Result<Vec<Sha256>> {
        names(parcel)?;
        let mut readings = parcel.readings.lock().unwrap_or_else(PoisonError::into_inner);
        let photos = parcel.file.photos.iter().map(|(sha256, bytes)| (*sha256, bytes.as_slice()));
        let new: Vec<_> = photos.filter(|(sha256, _)| self.asset(*sha256).is_err()).collect();
        let unread = new.iter().filter(|(sha256, _)| !readings.contains_key(sha256));
        let (hashes, unread): (Vec<Sha256>, Vec<&[u8]>) = unread.copied().unzip();
        readings.extend(hashes.into_iter().zip(self.read_photos(&unread)?));
        Ok(new.into_iter().map(|(sha256, _)| sha256).collect())
    }

    /// Keeps photos that were read; their rows, for the transaction that brings the rest.
    pub(super) fn keep_photos(&self, parcel: &Parcel, new: &[Sha256]) -> Result<Vec<AssetRow>> {
        let names = names(parcel)?;
        let readings = parcel.readings.lock().unwrap_or_else(PoisonError::into_inner);
        let photos = parcel.file.photos.iter().map(|(sha256, bytes)| (*sha256, bytes.as_slice()));
        let photos: Vec<_> = photos.filter(|(sha256, _)| new.contains(sha256)).collect();
        store::blob::put_all(self.store().paths(), &photos)?;
        let row = |photo: &(Sha256, &[u8])| {
            let name = names.get(&photo.0).map(String::as_str).unwrap_or_default();
            Some(self.asset_row(name, *photo, readings.get(&photo.0)?))
        };
        Ok(photos.iter().filter_map(row).collect())
    }
}

/// What the photos were called where they came in.
fn names(parcel: &Parcel) -> Result<BTreeMap<Sha256, String>> {
    match parcel.table("photo") {
        Some(rows) => Ok(travel::photos_from(rows).map_err(brought)?.into_iter().collect()),
        None => Ok(BTreeMap::new()),
    }
}
