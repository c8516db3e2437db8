//! A desk with a long story that three people have revised many times.

use copy::{canonical, ReaderCopy, RevisionId, Stamp, StoryId};
use copydesk_tests::{
    desk::{Desk, Place, SetClock, NOW_MS},
    story_maker::StoryMaker,
};
use document::{Container, Delta, Document, PeerId};
use newsroom::{member::Role, story::Edit};
use store::{
    peer::PeerRow, revision::NewRevision, snapshot::NewSnapshot, span::SpanRow, Paths, Store, StoreError,
};
use tempfile::TempDir;

/// Words of the story.
pub const WORDS: usize = 10_000;

/// The story, on the shelves of a desk that is closed.
pub struct LongStory {
    /// Removed at the end.
    pub folder: TempDir,
    /// Where the desk is.
    pub place: Place,
    /// Which story.
    pub story: StoryId,
    /// What it was at each revision.
    pub copies: Vec<ReaderCopy>,
}

/// A folder on the disk that the build is on: the system's temporary folder may be memory.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

impl LongStory {
    /// Written with so many revisions, one minute after another, up to five places changed in each; every
    /// one is written into one history and kept as the desk keeps it.
    pub fn new(seed: u64, revisions: usize) -> Self {
        let folder = folder();
        let mut place = Place::within(folder.path(), seed * 1_000, SetClock::still());
        let desk = place.open();
        let (story, device) = (desk.story(), desk.device());
        let join = |name: &str| desk.put_member(None, name, "", &[Role::Reporter], None).expect("joined");
        let members = [desk.reporter, join("Author Two"), join("Author Three")];
        desk.close().expect("the desk closes");
        drop(desk);
        let mut maker = StoryMaker::new(seed);
        let mut copy = maker.copy(WORDS);
        let peers = [11, 12, 13].map(|n| PeerId(seed << 8 | n));
        let mut document = Document::create(peers[0]).expect("a story");
        let (mut spans, mut kept, mut copies) = (Vec::new(), Vec::<(NewRevision, String)>::new(), Vec::new());
        for n in 0..revisions {
            document.set_peer(peers[n % 3]).expect("their turn");
            document.restore(&copy).expect("written");
            let at = Stamp { at_ms: NOW_MS + n as i64 * 60_000, zone: "Europe/Kyiv".into() };
            while let Some(ops) = document.take_ops().expect("taken") {
                let (counter_from, counter_to) = (ops.counter_from.into(), ops.counter_to.into());
                spans.push(SpanRow { story, peer: ops.peer.0, counter_from, counter_to, at: at.clone() });
            }
            let new = NewRevision {
                revision: RevisionId::from_random(maker.random_16()),
                story,
                number: n as i64 + 1,
                parents: kept.last().map(|(last, _)| last.revision).into_iter().collect(),
                frontiers: document.frontiers(),
                kind: "saved".into(),
                note: "Source the wagons".into(),
                items: Vec::new(),
                copy_hash: canonical::copy_hash(&copy),
                words: WORDS as i64,
                words_added: 1,
                words_removed: 1,
                member: members[n % 3],
                device,
                at,
                format: canonical::FORMAT.into(),
                is_full: false,
            };
            kept.push((new, canonical::kept_form(&copy)));
            copies.push(copy.clone());
            copy = maker.revised(&copy, 1 + n % 5);
        }
        let bytes = document.snapshot().expect("packed");
        let at = Stamp { at_ms: NOW_MS, zone: "Europe/Kyiv".into() };
        let new = NewSnapshot { story, at: at.clone(), format: 1, marks: vec![(device, 1)], bytes };
        let rows = peers.iter().zip(members).map(|(peer, member)| PeerRow {
            peer: peer.0,
            story,
            device,
            member,
            at: at.clone(),
        });
        let rows: Vec<PeerRow> = rows.collect();
        let shelves = Store::open(&Paths::new(&place.folder), NOW_MS, store::Options::default());
        let written = shelves.expect("the shelves open").write(move |tx| {
            rows.iter().try_for_each(|row| store::peer::insert(tx, row).map(drop))?;
            spans.iter().try_for_each(|span| store::span::put(tx, span))?;
            store::snapshot::put(tx, &new)?;
            for (new, body) in &kept {
                store::revision::insert(tx, new, body.as_bytes())?;
            }
            Ok::<_, StoreError>(())
        });
        written.expect("the story is put on the shelves");
        Self { folder, place, story, copies }
    }
}

/// Edits of the body, one after the other, each acknowledged: letters at one place.
pub fn type_letters(desk: &Desk, story: StoryId, client: &str, at: usize, count: u32) {
    let mut version = desk.open_story(story).expect("the story opens").version;
    for n in 0..count {
        let place = at + n as usize;
        let edits = vec![(Container::Body, Delta::new().retain(place).insert("а"))];
        let edit = Edit { story, client: client.into(), seq: n + 1, base_version: version, edits };
        version = desk.edit_story(desk.reporter, edit).expect("saved").version;
    }
}
