//! The steps of the protocol: each is planned with the folder held for it; where the site goes to another place
//! besides, the plan goes there first; then the folder has it.

use super::{
    folder::{Batch, Lock, Pending},
    id_of,
    record::StoryRecord,
    story,
    upload::{leave_behind, Errand, Parcel, Standing, Uploads},
    version, Site,
};
use crate::{
    Carried, Destination, Edition, Found, LiveText, OldAddress, Probe, PublicState, PulledBack, Reason,
    RemoteCopy, RemoteId, Reservation, Step, Trouble, Verdict,
};
use bytes::Bytes;
use copy::{Sha256, StoryId};
use std::sync::Arc;

/// What a step will write, with the folder held for it.
pub(super) struct Planned {
    pub lock: Lock,
    pub batch: Batch,
    /// Written when all of that is on the disk.
    pub after: Option<Batch>,
    pub record: StoryRecord,
}

impl Planned {
    /// It stands there already.
    pub fn nothing(lock: Lock, record: StoryRecord) -> Self {
        Self { lock, batch: Batch::default(), after: None, record }
    }
}

fn ready<'a, T: Send + 'a>(result: Result<T, Trouble>) -> Step<'a, T> {
    Box::pin(std::future::ready(result))
}

fn gone() -> Trouble {
    Trouble::conflict(Reason::FolderStoryGone)
}

impl Site {
    /// Brings a step's pages to the other place, then writes the step. The next step of a site that goes to
    /// several places brings the others what this one left behind.
    async fn bring(&self, planned: Planned, errand: Errand) -> Result<RemoteCopy, Trouble> {
        let Planned { lock, mut batch, after, record } = planned;
        if let Some(uploads) = &self.uploads {
            uploads.bring(&self.folder, errand).await?;
        }
        if !(batch.pages.is_empty() && batch.index.is_empty()) {
            let here = self.uploads.as_deref().map(Uploads::key);
            leave_behind(&self.folder, here, &mut batch.first)?;
        }
        self.folder.commit(batch)?;
        if let Some(after) = after {
            self.folder.commit(after)?;
        }
        drop(lock);
        self.there(&record)
    }

    /// What somebody wrote at the other place, where a person has read just that: it counts as known there, and the
    /// folder's own page as what the desk remembers.
    async fn knowing(&self, story: StoryId, carried: &Carried) -> Result<(Carried, Option<Sha256>), Trouble> {
        let as_it_is = (carried.clone(), None);
        let (Some(uploads), Some(known)) = (&self.uploads, carried.content_hash) else { return Ok(as_it_is) };
        let Some(record) = self.record(story)? else { return Ok(as_it_is) };
        let own = Self::own_hash(&record);
        if own == Some(known) || !record.is_public() {
            return Ok(as_it_is);
        }
        match uploads.page(&self.folder, &record).await? {
            Standing::Changed(bytes) if Sha256::of(&bytes) == known => {
                Ok((Carried { content_hash: own, ..carried.clone() }, Some(known)))
            }
            _ => Ok(as_it_is),
        }
    }

    /// A story as it stands, at the other place too.
    async fn read_there(&self, story: StoryId) -> Result<RemoteCopy, Trouble> {
        let record = self.record(story)?.ok_or_else(gone)?;
        let there = self.there(&record)?;
        match &self.uploads {
            Some(uploads) => uploads.correct(&self.folder, &record, there).await,
            None => Ok(there),
        }
    }

    /// Brings everything that the folder shows and the other place does not have as it stands; `None`: the folder goes
    /// nowhere besides. Whether it came to its end, where somebody may stop it.
    pub async fn bring_all(
        &self,
        watch: &(dyn Fn(usize, usize) -> bool + Sync),
    ) -> Result<Option<bool>, Trouble> {
        let Some(uploads) = self.uploads.as_ref().filter(|_| self.has_folder()) else { return Ok(None) };
        let _lock = self.folder.lock()?;
        let errand = Errand { all: true, ..Errand::default() };
        uploads.bring_watched(&self.folder, errand, watch).await.map(Some)
    }

    async fn media(&self, edition: &Edition) -> Result<(), Trouble> {
        let _lock = self.folder.lock()?;
        let mut batch = Batch::default();
        let mut errand = Errand::default();
        let pictures = edition.pictures.iter().flat_map(|picture| &picture.renditions);
        for rendition in pictures.chain(edition.portraits.values()) {
            let path = format!("media/{}", rendition.file_name());
            errand
                .files
                .push(Parcel { path: path.clone(), bytes: Bytes::from_owner(Arc::clone(&rendition.bytes)) });
            match self.folder.hash(&path)? {
                Some(there) if there == rendition.sha256 => {}
                // The name is the hash, so whatever else stands there is not the picture.
                Some(_) => return Err(Trouble::conflict(Reason::FolderPictureChanged)),
                None => {
                    let bytes = Some(rendition.bytes.to_vec());
                    batch.pages.push(Pending { path, bytes });
                }
            }
        }
        if let Some(uploads) = &self.uploads {
            uploads.bring(&self.folder, errand).await?;
        }
        self.folder.commit(batch)
    }
}

impl Destination for Site {
    fn adapter(&self) -> &'static str {
        "site"
    }

    fn probe(&self) -> Step<'_, Probe> {
        Box::pin(async move {
            let here = self.look()?;
            match &self.uploads {
                Some(uploads) => uploads.ask(&self.folder, here).await,
                None => Ok(here),
            }
        })
    }

    fn preflight(&self, edition: &Edition) -> Result<(), Trouble> {
        self.check(edition)
    }

    fn resolve<'a>(&'a self, _: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        ready(Ok(carried.clone()))
    }

    fn ensure_media<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(async move { self.media(edition).await.map(|()| carried.clone()) })
    }

    fn find<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, Option<Found>> {
        let found = self.record(reservation.story).and_then(|record| match record {
            None => Ok(None),
            Some(record) => {
                let id = RemoteId(reservation.story.to_string());
                Ok(Some(Found { id, state: self.state(&record)?, others: vec![] }))
            }
        });
        ready(found)
    }

    fn reserve<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, RemoteId> {
        ready(self.begin(reservation))
    }

    fn discard_reservation<'a>(&'a self, _: &'a Reservation, id: &'a RemoteId) -> Step<'a, ()> {
        ready(self.discard(id))
    }

    fn read<'a>(&'a self, id: &'a RemoteId) -> Step<'a, RemoteCopy> {
        Box::pin(async move { self.read_there(id_of(id)?).await })
    }

    fn holds<'a>(&'a self, edition: &'a Edition, _: &'a Carried, there: &'a RemoteCopy) -> bool {
        let Ok(Some(record)) = self.record(edition.story) else { return false };
        // A page that never went to the other place is not there, whatever the folder says.
        let went = |uploads: &Arc<Uploads>| !record.is_public() || uploads.has(&self.folder, &record);
        record.fingerprint == Some(story::fingerprint(edition))
            && Self::own_hash(&record) == Some(there.content_hash)
            && there.version == version(&record)
            && self.uploads.as_ref().is_none_or(went)
    }

    fn write<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, RemoteCopy> {
        Box::pin(async move {
            let (carried, known) = self.knowing(edition.story, carried).await?;
            let planned = self.write_page(edition, &carried)?;
            let all = planned.record.is_public();
            let errand = Errand { all, ..Errand::of(&planned.batch, known) };
            self.bring(planned, errand).await
        })
    }

    fn set_state<'a>(
        &'a self,
        edition: &'a Edition,
        _: &'a Carried,
        state: PublicState,
    ) -> Step<'a, RemoteCopy> {
        Box::pin(async move {
            let planned = self.stand(edition, state)?;
            let errand = Errand { all: true, ..Errand::of(&planned.batch, None) };
            self.bring(planned, errand).await
        })
    }

    fn pull_back<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, PulledBack> {
        // A folder refuses where somebody wrote: what it takes back is its own.
        Box::pin(async move {
            let copy = self.set_state(edition, carried, PublicState::Draft).await?;
            Ok(PulledBack { copy, is_ours: true })
        })
    }

    fn verify<'a>(&'a self, edition: &'a Edition, _: &'a Carried) -> Step<'a, Verdict> {
        Box::pin(async move {
            let mut verdict = self.compare(edition)?;
            if let (Some(uploads), Some(record)) = (&self.uploads, self.record(edition.story)?) {
                uploads.compare(&self.folder, &record, edition, &mut verdict).await?;
            }
            Ok(verdict)
        })
    }

    fn read_text<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, LiveText> {
        Box::pin(async move {
            let live = self.page_text(edition, carried)?;
            let (Some(uploads), Some(record)) = (&self.uploads, self.record(edition.story)?) else {
                return Ok(live);
            };
            match uploads.page(&self.folder, &record).await? {
                Standing::Gone => Err(gone()),
                Standing::Changed(bytes) => Ok(LiveText {
                    copy: RemoteCopy { content_hash: Sha256::of(&bytes), ..live.copy },
                    theirs: String::from_utf8_lossy(&bytes).into_owned(),
                    at_ms: None,
                    ..live
                }),
                _ => Ok(live),
            }
        })
    }

    fn remove<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, ()> {
        Box::pin(async move {
            let (carried, known) = self.knowing(edition.story, carried).await?;
            let Some(planned) = self.take_away(edition, &carried)? else { return Ok(()) };
            let errand = Errand { all: true, ..Errand::of(&planned.batch, known) };
            self.bring(planned, errand).await.map(|_| ())
        })
    }

    fn old_address(&self) -> OldAddress {
        OldAddress::Leads
    }
}
