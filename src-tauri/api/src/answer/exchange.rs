//! Story files and the desk archive. A file's bytes wait at the counter between showing and taking in;
//! where it lies on this computer stays with the host.

use super::{count, id, ms, Answer};
use crate::{
    counter::Call,
    dto::*,
    host::ChosenFile,
    work::{Watched, Work},
    Code, WireError,
};
use copy::{RecordId, StoryId};
use newsroom::{
    desk_archive,
    story_file::{Arrival, Clash, For, Kind, Parcel, Standing},
    FileRefusal,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// A file that was chosen, and its passphrase once it was given.
#[derive(Clone)]
struct Waiting {
    bytes: Arc<Vec<u8>>,
    passphrase: Option<String>,
}

/// Files that were chosen and not taken in yet.
#[derive(Default)]
pub(crate) struct Parcels(Mutex<BTreeMap<String, Waiting>>);

/// The oldest is let go of beyond so many.
const MOST_WAITING: usize = 4;

impl Parcels {
    fn get(&self, file: &str) -> Answer<Waiting> {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        waiting.ok_or_else(|| WireError::from(newsroom::Error::Missing("file that waits")))
    }

    fn put(&self, file: String, waiting: Waiting) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_WAITING && !all.contains_key(&file) {
            all.pop_first();
        }
        all.insert(file, waiting);
    }

    fn forget(&self, file: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(file);
    }
}

fn size(bytes: u64) -> f64 {
    ms(i64::try_from(bytes).unwrap_or(i64::MAX))
}

fn hex_key(text: &str) -> Answer<[u8; 32]> {
    let digest: copy::Sha256 = id(text)?;
    Ok(*digest.as_bytes())
}

fn key_hex(key: [u8; 32]) -> String {
    copy::Sha256::from_bytes(key).to_string()
}

pub(crate) fn colleague_list(call: &Call<'_>, _: Nothing) -> Answer<ColleagueList> {
    let view = |one: newsroom::story_file::Colleague| ColleagueView {
        key: key_hex(one.key),
        words: one.words,
        name: one.name,
        since_ms: ms(one.since_ms),
    };
    let colleagues = call.desk.colleagues()?.into_iter().map(view).collect();
    Ok(ColleagueList { words: call.desk.key_words()?, colleagues })
}

pub(crate) fn story_file_save(call: &Call<'_>, save: StoryFileSave) -> Answer<StoryFileSaved> {
    let story: StoryId = id(&save.story)?;
    let kind = match save.kind {
        StoryFileKind::Full => Kind::Full,
        StoryFileKind::Clean => Kind::Clean,
    };
    let reader = match save.passphrase {
        Some(passphrase) => For::Passphrase(passphrase),
        None if save.colleagues.is_empty() => return Err(WireError::refused(FileRefusal::NoReader)),
        None => For::Colleagues(save.colleagues.iter().map(|key| hex_key(key)).collect::<Answer<_>>()?),
    };
    let readers = match &reader {
        For::Passphrase(_) => Vec::new(),
        For::Colleagues(keys) => {
            let known = call.desk.colleagues()?.into_iter();
            known.filter(|one| keys.contains(&one.key)).map(|one| one.name).collect()
        }
    };
    let work = call.works.begin(save.work);
    let mut bytes = Vec::new();
    let sealed = call.desk.export_story_to(call.member, story, kind, &reader, |plain| {
        work.begin(plain);
        Watched::new(&mut bytes, &work)
    });
    work.end(sealed)?;
    let slugline = call.desk.story_facts(story)?.registers.slugline;
    let name = if slugline.trim().is_empty() { "story" } else { slugline.trim() };
    let saved = call.host.save_file(&format!("{name}.cdstory"), &bytes).map_err(WireError::refused)?;
    let (name, bytes) = saved.map_or((None, 0.0), |file| (Some(file.name), size(file.bytes)));
    Ok(StoryFileSaved { name, bytes, readers })
}

pub(crate) fn story_file_choose(call: &Call<'_>, name: WorkName) -> Answer<StoryFileView> {
    let chosen = call.host.choose_file("Copydesk", &["cdstory"]).map_err(WireError::refused)?;
    first_look(call, chosen.map(|file| file.bytes), name)
}

pub(crate) fn story_file_handed(call: &Call<'_>, name: WorkName) -> Answer<StoryFileView> {
    let handed = call.host.handed_file().map_err(WireError::refused)?;
    first_look(call, handed.map(|ChosenFile { bytes, .. }| bytes), name)
}

pub(crate) fn story_file_bring(call: &Call<'_>, name: WorkName) -> Answer<StoryFileView> {
    first_look(call, Some(call.body.clone()), name)
}

fn first_look(call: &Call<'_>, bytes: Option<Vec<u8>>, name: WorkName) -> Answer<StoryFileView> {
    let Some(bytes) = bytes else {
        return Ok(StoryFileView { file: String::new(), is_locked: false, arrival: None });
    };
    let file = StoryId::from_random(call.desk.draw()).to_string();
    look(call, file, Waiting { bytes: Arc::new(bytes), passphrase: None }, name.work)
}

pub(crate) fn story_file_unlock(call: &Call<'_>, unlock: StoryFileUnlock) -> Answer<StoryFileView> {
    let waiting = call.parcels.get(&unlock.file)?;
    look(call, unlock.file, Waiting { passphrase: Some(unlock.passphrase), ..waiting }, unlock.work)
}

/// Opens a file and shows what it would bring; one that is locked waits.
fn look(call: &Call<'_>, file: String, waiting: Waiting, name: Option<String>) -> Answer<StoryFileView> {
    let work = call.works.begin(name);
    let parcel = match open(call, &waiting, &work) {
        Ok(parcel) => parcel,
        Err(error) if error.code == Code::NeedsSecret => {
            call.parcels.put(file.clone(), Waiting { passphrase: None, ..waiting });
            return Ok(StoryFileView { file, is_locked: true, arrival: None });
        }
        Err(error) => return Err(error),
    };
    let arrival = view(work.end(call.desk.preview_story_file(&parcel))?);
    call.parcels.put(file.clone(), waiting);
    Ok(StoryFileView { file, is_locked: false, arrival: Some(arrival) })
}

fn open(call: &Call<'_>, waiting: &Waiting, work: &Work) -> Answer<Parcel> {
    work.begin(waiting.bytes.len() as u64);
    let bytes = Watched::new(waiting.bytes.as_slice(), work);
    work.end(call.desk.open_story_file(bytes, waiting.passphrase.clone())).map_err(|error| {
        let locked = copy::Sentence::from(FileRefusal::NeedsPassphrase);
        match &error {
            newsroom::Error::Refused(said) if *said == locked => WireError::said(Code::NeedsSecret, locked),
            _ => error.into(),
        }
    })
}

pub(crate) fn story_file_take(call: &Call<'_>, take: StoryFileTake) -> Answer<ArrivalView> {
    let work = call.works.begin(take.work);
    let parcel = open(call, &call.parcels.get(&take.file)?, &work)?;
    let arrival = call.desk.import_story_file(call.member, &parcel, take.key_was_checked)?;
    call.parcels.forget(&take.file);
    Ok(view(arrival))
}

pub(crate) fn story_file_drop(call: &Call<'_>, file: StoryFileRef) -> Answer<Nothing> {
    call.parcels.forget(&file.file);
    Ok(Nothing {})
}

pub(crate) fn clash_list(call: &Call<'_>, story: StoryRef) -> Answer<ClashList> {
    let clashes = call.desk.clashes(id(&story.story)?)?;
    let named = |clash: Clash| {
        let member = call.desk.member_name(clash.member);
        clash_view(clash, member)
    };
    Ok(ClashList { clashes: clashes.into_iter().map(named).collect() })
}

pub(crate) fn clash_settle(call: &Call<'_>, settle: ClashSettle) -> Answer<ClashList> {
    let clash: RecordId = id(&settle.clash)?;
    call.desk.settle_clash(call.member, id(&settle.story)?, clash, &settle.words)?;
    clash_list(call, StoryRef { story: settle.story })
}

fn clash_view(clash: Clash, member: String) -> ClashView {
    ClashView {
        id: clash.id.map(|id| id.to_string()).unwrap_or_default(),
        place: clash.place,
        ours: clash.ours,
        theirs: clash.theirs,
        member,
    }
}

fn view(arrival: Arrival) -> ArrivalView {
    // A clash is with whoever sent the file, whom this desk need not know by name before it is taken in.
    let clash = |clash| clash_view(clash, arrival.from.clone());
    ArrivalView {
        is_nothing: arrival.is_nothing(),
        clashes: arrival.clashes.iter().cloned().map(clash).collect(),
        story: arrival.story.to_string(),
        kind: match arrival.kind {
            Kind::Full => StoryFileKind::Full,
            Kind::Clean => StoryFileKind::Clean,
        },
        headline: arrival.headline,
        from: arrival.from,
        at_ms: ms(arrival.at_ms),
        standing: match arrival.standing {
            Standing::Own => KeyStanding::Own,
            Standing::Known { name, words } => KeyStanding::Known { name, words },
            Standing::First { words } => KeyStanding::First { words },
            Standing::Changed { words, before } => KeyStanding::Changed { words, before },
        },
        is_new: arrival.is_new,
        edits: ms(i64::try_from(arrival.edits).unwrap_or(i64::MAX)),
        words_added: arrival.words_added,
        words_removed: arrival.words_removed,
        revisions: count(arrival.revisions),
        moves: count(arrival.moves),
        approvals: arrival
            .approvals
            .into_iter()
            .map(|one| ApprovedThere { member: one.member, is_of_this_text: one.is_of_this_text })
            .collect(),
        comments: count(arrival.comments),
        photos: count(arrival.photos),
    }
}

pub(crate) fn work_show(call: &Call<'_>, of: WorkRef) -> Answer<WorkView> {
    let (part, done, of) = call.works.get(&of.work).map_or((0, 0, 0), |work| work.so_far());
    Ok(WorkView { part, done: size(done), of: size(of) })
}

pub(crate) fn work_stop(call: &Call<'_>, of: WorkRef) -> Answer<Nothing> {
    if let Some(work) = call.works.get(&of.work) {
        work.stop();
    }
    Ok(Nothing {})
}

pub(crate) fn archive_save(call: &Call<'_>, save: ArchiveSave) -> Answer<ArchiveSaved> {
    let mut made = None;
    let work = call.works.begin(save.work);
    let mut write = |file: &mut dyn std::io::Write| -> Result<(), newsroom::Error> {
        work.begin(call.desk.weight()?);
        made = Some(work.end(call.desk.archive_desk(Watched::new(file, &work), &save.passphrase))?);
        Ok(())
    };
    let check = |file: &mut dyn std::io::Read, bytes: u64| {
        work.begin(bytes);
        let opened = desk_archive::verify_archive(Watched::new(file, &work), &save.passphrase);
        work.end(opened.map(|_| ()).map_err(|_| FileRefusal::ArchiveDamaged.into()))
    };
    let saved = call.host.save_stream("desk.cddesk", &mut write, &check)?;
    let (stories, photos) = made.map_or((0, 0), |made| (count(made.stories), count(made.photos)));
    let (name, bytes) = saved.map_or((None, 0.0), |file| (Some(file.name), size(file.bytes)));
    Ok(ArchiveSaved { name, bytes, stories, photos })
}
