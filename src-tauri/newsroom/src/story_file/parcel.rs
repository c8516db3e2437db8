//! A file from elsewhere, opened and looked at as far as it can be without the story here.

use super::{judge::strange, refusal::sealed, FileRefusal};
use crate::{Newsroom, Result};
use copy::{canonical, Cell, MemberId, ReaderCopy, Rows, Sha256, Stamp, StoryId};
use exchange::{story_file, Key, StoryFile};
use photo::Reading;
use std::{
    collections::BTreeMap,
    io::Read,
    sync::{Arc, Mutex},
};
use store::{peer::PeerRow, travel};

/// A story file, open: its seal is whole, and its head is the copy that it says.
pub struct Parcel {
    pub(super) file: Arc<StoryFile>,
    pub(super) head: ReaderCopy,
    pub(super) signed_by: [u8; 32],
    /// What was read of its photos so far: once is enough for showing and taking in.
    pub(super) readings: Mutex<BTreeMap<Sha256, Reading>>,
}

/// Never the story's words.
impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parcel").field("story", &self.story()).finish_non_exhaustive()
    }
}

impl Parcel {
    /// The story in it.
    pub fn story(&self) -> StoryId {
        self.file.manifest.story
    }

    pub(super) fn table(&self, name: &str) -> Option<&Rows> {
        self.file.tables.iter().find(|rows| rows.table == name)
    }

    /// Who wrote in the text, as the file says it.
    pub(super) fn peers(&self) -> Result<Vec<PeerRow>> {
        let rows = self.table("peer").ok_or_else(strange)?;
        let place = |name| rows.place(name).ok_or_else(strange);
        let (peer, device, member) = (place("peer")?, place("device")?, place("member")?);
        let (at_ms, zone) = (place("at_ms")?, place("zone")?);
        let of = |row: &Vec<Cell>| {
            let number = |at: usize| row.get(at).and_then(Cell::integer);
            Some(PeerRow {
                peer: number(peer)?.cast_unsigned(),
                story: self.story(),
                device: travel::ids_in(row.get(device)?).first().copied()?,
                member: travel::ids_in::<MemberId>(row.get(member)?).first().copied()?,
                at: Stamp { at_ms: number(at_ms)?, zone: row.get(zone)?.text()?.to_owned() },
            })
        };
        rows.rows.iter().map(|row| of(row).ok_or_else(strange)).collect()
    }
}

impl Newsroom {
    /// Opens a story file.
    ///
    /// # Errors
    /// [`FileRefusal`], with nothing changed.
    pub fn open_story_file(&self, file: impl Read, passphrase: Option<String>) -> Result<Parcel> {
        let key = Key { device: self.device_secret()?, passphrase };
        let (file, signed_by) = story_file::open(file, &key).map_err(sealed)?;
        let head = canonical::read_kept(&file.head).map_err(|error| match error {
            canonical::ReadError::Newer(_) => FileRefusal::Newer,
            canonical::ReadError::Damaged => FileRefusal::NotTheText,
        })?;
        if canonical::copy_hash(&head) != file.manifest.copy_hash {
            return Err(FileRefusal::NotTheText.into());
        }
        let parcel = Parcel { file: Arc::new(file), head, signed_by, readings: Mutex::default() };
        parcel.check_events()?;
        Ok(parcel)
    }
}

impl Parcel {
    /// A move that names a revision speaks of that revision's hash, or it is no move of ours.
    fn check_events(&self) -> Result<()> {
        let (Some(events), Some(revisions)) = (self.table("event"), self.table("revision")) else {
            return Ok(());
        };
        let pairs = |rows: &Rows| -> Vec<(Cell, Cell)> {
            rows.column("revision").cloned().zip(rows.column("copy_hash").cloned()).collect()
        };
        let kept: BTreeMap<Vec<u8>, Cell> = pairs(revisions)
            .into_iter()
            .filter_map(|(revision, hash)| Some((revision.blob()?.to_vec(), hash)))
            .collect();
        let differs = |(revision, hash): (Cell, Cell)| {
            let known = revision.blob().and_then(|revision| kept.get(revision));
            known.is_some_and(|known| hash != Cell::Null && *known != hash)
        };
        match pairs(events).into_iter().any(differs) {
            true => Err(FileRefusal::NotTheText.into()),
            false => Ok(()),
        }
    }
}
