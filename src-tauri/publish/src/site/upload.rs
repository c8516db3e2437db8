//! The same folder at another place: a server over SFTP, or storage that speaks S3.
//!
//! The folder stays the truth. What a step would write into it goes to the place first, whole, in an order in
//! which no page leads to one that is not there, and only then into the folder: so the folder shows what readers
//! have, a story whose turn has not come is in nobody else's pages, and a step that broke in the middle is simply
//! taken again. Before a file is written its place is looked at: what is there already is not sent again, and
//! what somebody else wrote is not written over.

mod ledger;
mod order;
mod s3;
mod setup;
mod sftp;
mod shown;

use super::{
    folder::{Batch, Folder, Pending, ASIDE, OURS},
    record::StoryRecord,
};
use crate::{Difference, Edition, Probe, Reason, RemoteCopy, Step, Trouble, Verdict};
use bytes::Bytes;
use copy::Sha256;
use futures_util::{stream, StreamExt, TryStreamExt};
pub(super) use ledger::leave_behind;
use ledger::{Ledger, Sent};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub use setup::{Upload, UploadKind};
use shown::shown;

/// Lies at the place and says whose it is.
const MARK: &str = ".copydesk-upload.json";
/// How many files are on their way at the same time.
const TOGETHER: usize = 8;
/// How many files of a first upload go before it is written down that they went.
const CHUNK: usize = 96;

/// Hears how many files of how many have gone, and stops it by `false`.
pub(super) type Watch<'a> = &'a (dyn Fn(usize, usize) -> bool + Sync);

/// What a place says when it is asked.
struct Welcome {
    /// What it is: `SFTP on news.example`.
    server: String,
    /// The account.
    account: String,
    /// Its clock less ours.
    clock_offset_ms: Option<i64>,
}

/// Where files go. Each write is whole or has not happened.
trait Place: Send + Sync {
    /// Whether we may write there; leaves nothing behind.
    fn probe(&self) -> Step<'_, Welcome>;
    /// A file; `None`: there is none.
    fn read<'a>(&'a self, path: &'a str) -> Step<'a, Option<Bytes>>;
    /// How long a file is; `None`: there is none.
    fn length<'a>(&'a self, path: &'a str) -> Step<'a, Option<u64>>;
    /// Writes a file in the place of what was there.
    fn put<'a>(&'a self, path: &'a str, bytes: Bytes) -> Step<'a, ()>;
    /// Removes a file; one that is gone is done.
    fn remove<'a>(&'a self, path: &'a str) -> Step<'a, ()>;
}

/// A file that is to stand there.
#[derive(Debug, Clone)]
pub(super) struct Parcel {
    pub path: String,
    pub bytes: Bytes,
}

/// What a step asks for.
#[derive(Debug, Default)]
pub(super) struct Errand {
    pub files: Vec<Parcel>,
    pub removed: Vec<String>,
    /// What somebody wrote there and a person has read.
    pub known: Option<Sha256>,
    /// Everything that the folder shows is to be there, even if the step changes nothing.
    pub all: bool,
    /// A story's page that somebody changed there stays as it is, until its story's own turn.
    pub lenient: bool,
}

impl Errand {
    /// The readers' files of a batch; records stay where they are.
    pub fn of(batch: &Batch, known: Option<Sha256>) -> Self {
        let mut errand = Self { known, ..Self::default() };
        for pending in batch.pages.iter().chain(&batch.index) {
            match &pending.bytes {
                Some(bytes) => errand
                    .files
                    .push(Parcel { path: pending.path.clone(), bytes: Bytes::copy_from_slice(bytes) }),
                None => errand.removed.push(pending.path.clone()),
            }
        }
        errand
    }
}

/// What was found where a file is to go.
enum Found {
    /// Just this file.
    Same,
    /// Nothing, or what may be replaced.
    Free,
    /// Somebody's words in a page that only leads to stories.
    Aside(Bytes),
    /// Somebody's words in a story.
    Theirs,
}

/// The other place of a site.
pub(super) struct Uploads {
    place: Box<dyn Place>,
    key: String,
    mark: String,
}

impl std::fmt::Debug for Uploads {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Uploads([redacted])")
    }
}

impl Uploads {
    /// The name of the place's records.
    pub fn key(&self) -> &str {
        &self.key
    }

    fn ledger(&self, folder: &Folder) -> Result<Ledger, Trouble> {
        Ledger::open(folder, &self.key, &self.mark)
    }

    /// Who is there, and whether the place is this site's.
    pub async fn ask(&self, folder: &Folder, here: Probe) -> Result<Probe, Trouble> {
        let welcome = self.place.probe().await?;
        self.whose(&self.ledger(folder)?).await?;
        let mut remarks = here.remarks;
        remarks.extend(welcome.clock_offset_ms.and_then(|ms| crate::ClockOff::remark(Some(ms))));
        let me = Some(crate::Person { id: welcome.account.clone(), name: welcome.account })
            .filter(|me| !me.name.is_empty());
        Ok(Probe { server: welcome.server, me, clock_offset_ms: welcome.clock_offset_ms, remarks, ..here })
    }

    /// Whether the mark there is ours; `false`: there is none.
    async fn whose(&self, ledger: &Ledger) -> Result<bool, Trouble> {
        #[derive(Deserialize)]
        struct Mark {
            site: String,
        }
        let Some(there) = self.place.read(MARK).await? else { return Ok(false) };
        match serde_json::from_slice::<Mark>(&there) {
            Ok(mark) if mark.site == ledger.mark() => Ok(true),
            _ => Err(Trouble::paused(Reason::UploadOtherSite)),
        }
    }

    /// Makes the place this site's. One that lost the mark was emptied, or is another one under the same name.
    async fn claim(&self, folder: &Folder, ledger: &mut Ledger) -> Result<(), Trouble> {
        if self.whose(ledger).await? {
            return Ok(());
        }
        ledger.doubt_all(folder)?;
        ledger.save(folder)?;
        let mark = serde_json::json!({
            "format": 1,
            "about": "Copydesk keeps a site here. The records of it are with the desk; this says which site it is.",
            "site": ledger.mark(),
        });
        self.place.put(MARK, Bytes::from(mark.to_string())).await
    }

    /// Brings what a step writes; the first time, everything that the folder shows.
    pub async fn bring(&self, folder: &Folder, errand: Errand) -> Result<(), Trouble> {
        self.bring_watched(folder, errand, &|_, _| true).await.map(|_| ())
    }

    /// The same, while somebody hears how many files of how many have gone, and may stop it by `false`. Whether it
    /// came to its end: what has not gone goes the next time.
    pub async fn bring_watched(
        &self,
        folder: &Folder,
        errand: Errand,
        watch: Watch<'_>,
    ) -> Result<bool, Trouble> {
        let mut ledger = self.ledger(folder)?;
        let nothing = errand.files.is_empty() && errand.removed.is_empty();
        if nothing && (ledger.is_whole() || !errand.all) {
            return Ok(true);
        }
        self.claim(folder, &mut ledger).await?;
        if ledger.is_whole() {
            return self.send(folder, &mut ledger, errand).await.map(|()| true);
        }
        let touched: BTreeSet<String> =
            errand.files.iter().map(|file| &file.path).chain(&errand.removed).cloned().collect();
        let shown = shown(folder)?;
        if !self.bring_rest(folder, &mut ledger, shown.difference(&touched), watch).await? {
            return Ok(false);
        }
        self.send(folder, &mut ledger, errand).await?;
        // What went once, while the folder no longer shows it.
        let gone = ledger.paths(folder)?.into_iter();
        let removed = gone.filter(|path| !shown.contains(path) && !touched.contains(path)).collect();
        self.send(folder, &mut ledger, Errand { removed, lenient: true, ..Errand::default() }).await?;
        ledger.set_whole(true);
        ledger.save(folder).map(|()| true)
    }

    /// What the folder shows and is not there, beside what the step itself is about.
    async fn bring_rest(
        &self,
        folder: &Folder,
        ledger: &mut Ledger,
        shown: impl Iterator<Item = &String> + Send,
        watch: Watch<'_>,
    ) -> Result<bool, Trouble> {
        let mut ranked = vec![];
        for path in shown {
            let is_there = ledger.sent(path, folder)?.is_some_and(|sent| sent.there.is_some());
            ranked.push((order::rank(path, is_there), path));
        }
        ranked.sort();
        for (n, some) in ranked.chunks(CHUNK).enumerate() {
            if !watch(n * CHUNK, ranked.len()) {
                return Ok(false);
            }
            let mut files = vec![];
            for (_, path) in some {
                if let Some(bytes) = folder.read(path)? {
                    files.push(Parcel { path: path.to_string(), bytes: bytes.into() });
                }
            }
            self.send(folder, ledger, Errand { files, lenient: true, ..Errand::default() }).await?;
        }
        Ok(true)
    }

    /// Looks, writes down what is about to go, sends it in its order, and writes down that it went.
    async fn send(&self, folder: &Folder, ledger: &mut Ledger, errand: Errand) -> Result<(), Trouble> {
        let mut going: Vec<(u8, Parcel, Sha256, Sent)> = vec![];
        for parcel in errand.files {
            let hash = Sha256::of(&parcel.bytes);
            let sent = ledger.sent(&parcel.path, folder)?.unwrap_or_default();
            if !sent.is_settled(&hash) {
                let is_there = sent.there.is_some();
                going.push((order::rank(&parcel.path, is_there), parcel, hash, sent));
            }
        }
        let removed: BTreeSet<String> = errand.removed.into_iter().collect();
        if going.is_empty() && removed.is_empty() {
            return Ok(());
        }
        going.sort_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path)));
        let mut looks: Vec<Step<'_, Found>> = vec![];
        for (_, parcel, hash, sent) in &going {
            looks.push(Box::pin(self.look(parcel, hash, sent, errand.known)));
        }
        let found: Vec<Found> = stream::iter(looks).buffered(TOGETHER).try_collect().await?;
        let mut may_go = vec![];
        for path in removed {
            let sent = ledger.sent(&path, folder)?.unwrap_or_default();
            match self.may_remove(&path, &sent, errand.known).await? {
                true => may_go.push(path),
                false if errand.lenient => {}
                false => return Err(Trouble::conflict(Reason::UploadFileChanged { file: path })),
            }
        }
        let mut aside = Batch::default();
        let mut ranks: BTreeMap<u8, Vec<&Parcel>> = BTreeMap::new();
        let mut settled = vec![];
        for ((rank, parcel, hash, sent), found) in going.iter().zip(found) {
            match found {
                Found::Theirs if errand.lenient => continue,
                Found::Theirs => {
                    let file = parcel.path.clone();
                    return Err(Trouble::conflict(Reason::UploadFileChanged { file }));
                }
                Found::Aside(bytes) => {
                    aside.records.push(set_aside(&parcel.path, &bytes));
                    ranks.entry(*rank).or_default().push(parcel);
                }
                Found::Free => ranks.entry(*rank).or_default().push(parcel),
                Found::Same => {}
            }
            settled.push((&parcel.path, *hash));
            let sent = Sent { going: Some(*hash), ..sent.clone() };
            ledger.put(&parcel.path, Some(sent), folder)?;
        }
        folder.commit(aside)?;
        ledger.save(folder)?;
        let mut may_have_arrived = false;
        for parcels in ranks.into_values() {
            let puts: Vec<Step<'_, ()>> = parcels
                .into_iter()
                .map(|parcel| self.place.put(&parcel.path, parcel.bytes.clone()))
                .collect();
            let done = stream::iter(puts).buffer_unordered(TOGETHER).try_collect::<Vec<()>>().await;
            done.map_err(|trouble| open(trouble, may_have_arrived))?;
            may_have_arrived = true;
        }
        for path in &may_go {
            self.place.remove(path).await.map_err(|trouble| open(trouble, may_have_arrived))?;
            may_have_arrived = true;
            ledger.put(path, None, folder)?;
        }
        for (path, hash) in settled {
            ledger.put(path, Some(Sent { there: Some(hash), going: None }), folder)?;
        }
        ledger.save(folder)
    }

    /// What stands where a file is to go. A picture is told by its name and length: the name is its hash.
    async fn look(
        &self,
        parcel: &Parcel,
        hash: &Sha256,
        sent: &Sent,
        known: Option<Sha256>,
    ) -> Result<Found, Trouble> {
        let path = &parcel.path;
        if path.starts_with("media/") {
            let length = u64::try_from(parcel.bytes.len()).unwrap_or(u64::MAX);
            let same = self.place.length(path).await? == Some(length);
            return Ok(if same { Found::Same } else { Found::Free });
        }
        let Some(there) = self.place.read(path).await? else { return Ok(Found::Free) };
        let other = Sha256::of(&there);
        if other == *hash {
            return Ok(Found::Same);
        }
        if sent.is_ours(&other) || known == Some(other) {
            return Ok(Found::Free);
        }
        let never_ours = *sent == Sent::default();
        let file = path.clone();
        match never_ours {
            true => Err(Trouble::conflict(Reason::UploadFileForeign { file })),
            false if order::only_leads(path) => Ok(Found::Aside(there)),
            false => Ok(Found::Theirs),
        }
    }

    /// Only what this desk wrote, or a person has read, is taken away.
    async fn may_remove(&self, path: &str, sent: &Sent, known: Option<Sha256>) -> Result<bool, Trouble> {
        if path.starts_with("media/") {
            return Ok(true);
        }
        let Some(there) = self.place.read(path).await? else { return Ok(true) };
        let hash = Sha256::of(&there);
        Ok(sent.is_ours(&hash) || known == Some(hash))
    }

    /// Whether a story's page, as the folder has it, is there beyond doubt; asks nobody.
    pub fn has(&self, folder: &Folder, record: &StoryRecord) -> bool {
        let Some(page) = &record.page else { return false };
        let path = &page.card.path;
        let Some(kept) = record.files.get(path) else { return false };
        let sent =
            self.ledger(folder).and_then(|mut ledger| Ok((ledger.is_whole(), ledger.sent(path, folder)?)));
        matches!(sent, Ok((true, Some(sent))) if sent.is_settled(&kept.sha256))
    }

    /// A story's page as it stands there; `None`: it never went, or it is gone.
    pub async fn page(&self, folder: &Folder, record: &StoryRecord) -> Result<Standing, Trouble> {
        let Some(path) =
            record.page.as_ref().map(|page| page.card.path.clone()).filter(|_| record.is_public())
        else {
            return Ok(Standing::Never);
        };
        let Some(sent) = self.ledger(folder)?.sent(&path, folder)? else { return Ok(Standing::Never) };
        Ok(match self.place.read(&path).await? {
            None if sent.going.is_some() => Standing::Never,
            None => Standing::Gone,
            Some(bytes) if sent.is_ours(&Sha256::of(&bytes)) => Standing::Ours,
            Some(bytes) => Standing::Changed(bytes),
        })
    }

    /// A look at the folder's copy, corrected by what stands at the other place.
    pub async fn correct(
        &self,
        folder: &Folder,
        record: &StoryRecord,
        mut there: RemoteCopy,
    ) -> Result<RemoteCopy, Trouble> {
        match self.page(folder, record).await? {
            Standing::Never | Standing::Ours => {}
            Standing::Gone => there.state = None,
            Standing::Changed(bytes) => there.content_hash = Sha256::of(&bytes),
        }
        Ok(there)
    }

    /// The read-back: the page and the pictures there, beside what the folder has.
    pub async fn compare(
        &self,
        folder: &Folder,
        record: &StoryRecord,
        edition: &Edition,
        verdict: &mut Verdict,
    ) -> Result<(), Trouble> {
        let Some(path) = record.page.as_ref().map(|page| page.card.path.as_str()) else { return Ok(()) };
        match (self.place.read(path).await?, folder.hash(path)?) {
            (None, _) => verdict.differs.push(Difference::NotUploaded.into()),
            (Some(there), here) if here != Some(Sha256::of(&there)) => {
                verdict.differs.push(Difference::UploadChanged.into());
            }
            _ => {}
        }
        if super::story::is_withdrawn(edition) || record.standing != super::Standing::Live {
            return Ok(());
        }
        for file in edition.pictures.iter().flat_map(|picture| &picture.renditions) {
            let length = self.place.length(&format!("media/{}", file.file_name())).await?;
            if length != u64::try_from(file.bytes.len()).ok() {
                verdict.differs.push(Difference::PictureNotUploaded.into());
                break;
            }
        }
        Ok(())
    }
}

/// How a story's page stands at the other place.
pub(super) enum Standing {
    /// It did not go there yet.
    Never,
    /// As this desk wrote it.
    Ours,
    /// Somebody changed it.
    Changed(Bytes),
    /// Somebody removed it.
    Gone,
}

/// What somebody wrote into a page that only leads to stories, kept in the folder.
fn set_aside(path: &str, bytes: &Bytes) -> Pending {
    let name = format!("{}-{}", Sha256::of(bytes).short().replace(' ', ""), path.replace('/', "-"));
    Pending { path: format!("{OURS}/{ASIDE}/{name}"), bytes: Some(bytes.to_vec()) }
}

/// After a file has gone, whatever stops the rest leaves open what readers see.
fn open(trouble: Trouble, may_have_arrived: bool) -> Trouble {
    match trouble {
        Trouble::Later { reason, .. } if may_have_arrived => Trouble::Unknown { reason },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_a_step_in_the_middle_leaves_open_what_readers_see() {
        let later = Trouble::later(Reason::LineDropped);
        assert!(matches!(open(later.clone(), false), Trouble::Later { .. }), "nothing has gone");
        assert!(matches!(open(later, true), Trouble::Unknown { .. }), "something has");
    }
}
