//! Colleagues' keys: pinned when their first file is taken in, told in words, warned of when they change.

use super::{Parcel, Standing};
use crate::{Error, Newsroom, Result};
use copy::{DeviceId, MemberId, RecordId};
use store::colleague::ColleagueRow;

/// A colleague's desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The signing key.
    pub key: [u8; 32],
    /// Its words.
    pub words: String,
    /// Who wrote the first file from there.
    pub member: MemberId,
    /// Their name then.
    pub name: String,
    /// The device.
    pub device: DeviceId,
    /// What files for that desk are locked with.
    pub recipient: String,
    /// When the key was pinned.
    pub since_ms: i64,
}

impl From<ColleagueRow> for Colleague {
    fn from(row: ColleagueRow) -> Self {
        Self {
            words: exchange::fingerprint(&row.sign_key),
            key: row.sign_key,
            member: row.member,
            name: row.name,
            device: row.device,
            recipient: row.recipient,
            since_ms: row.at.at_ms,
        }
    }
}

/// Whose key brought a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The name that the key was pinned with.
    pub name: String,
    /// The key's words.
    pub words: String,
}

impl Newsroom {
    /// Every colleague's desk that a file came from, in the order of first use.
    pub fn colleagues(&self) -> Result<Vec<Colleague>> {
        let rows = self.store().read(|on| store::colleague::list(on).map_err(Error::from))?;
        Ok(rows.into_iter().map(Colleague::from).collect())
    }

    /// The words of this desk's own key, to be read to a colleague.
    pub fn key_words(&self) -> Result<String> {
        Ok(exchange::fingerprint(&self.sign_key()?))
    }

    /// What colleagues lock files for this desk with.
    pub fn recipient(&self) -> Result<String> {
        Ok(exchange::recipient_of(&self.device_secret()?))
    }

    /// Whose file brought a record; `None`: it was written here.
    pub fn signer_of(&self, record: RecordId) -> Result<Option<Signer>> {
        let key = self.store().read(|on| store::colleague::brought_by(on, record).map_err(Error::from))?;
        let Some(key) = key else { return Ok(None) };
        let known = self.colleagues()?.into_iter().find(|one| one.key == key);
        let name = known.map(|one| one.name).unwrap_or_default();
        Ok(Some(Signer { name, words: exchange::fingerprint(&key) }))
    }

    pub(super) fn sign_key(&self) -> Result<[u8; 32]> {
        Ok(ed25519_dalek::SigningKey::from_bytes(&self.device_secret()?).verifying_key().to_bytes())
    }

    /// What is known of the key that signed a file.
    pub(super) fn standing(&self, parcel: &Parcel) -> Result<Standing> {
        let words = exchange::fingerprint(&parcel.signed_by);
        if parcel.signed_by == self.sign_key()? {
            return Ok(Standing::Own);
        }
        let known = self.colleagues()?;
        if let Some(known) = known.iter().find(|one| one.key == parcel.signed_by) {
            return Ok(Standing::Known { name: known.name.clone(), words });
        }
        let manifest = &parcel.file.manifest;
        let before = known.iter().rfind(|one| one.device == manifest.device || one.member == manifest.member);
        // A member of this desk, by another desk's key: they may have two desks, or somebody took their name.
        let is_ours = self.members()?.iter().any(|one| one.id == manifest.member);
        Ok(match before {
            Some(before) => Standing::Changed { words, before: Some(before.words.clone()) },
            None if is_ours => Standing::Changed { words, before: None },
            None => Standing::First { words },
        })
    }
}
