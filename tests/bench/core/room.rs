//! A desk with a long story that has a long history, and the bare table that it is measured against.

use copy::{canonical, RevisionId, Stamp, StoryId};
use copydesk_tests::{
    desk::{Desk, Place, SetClock, NOW_MS},
    story_maker::StoryMaker,
};
use document::{Container, Delta, Document};
use newsroom::story::Edit;
use rusqlite::Connection;
use std::{sync::Arc, time::Duration};
use store::{peer::PeerRow, revision::NewRevision, snapshot::NewSnapshot, Paths, Store, StoreError};
use tempfile::TempDir;

use crate::figure::timed;

/// Words of the long story.
pub const WORDS: usize = 10_000;
/// Edits behind it.
pub const EDITS: usize = 50_000;
/// Compaction begins at so many rows; one fewer may wait.
pub const ROWS: usize = 100;

/// A folder on the disk that the build is on, and a desk in it.
pub struct Room {
    /// Removed at the end.
    pub folder: TempDir,
    /// Where the desk is.
    pub place: Place,
}

impl Room {
    /// No desk in it yet. The system's temporary folder may be memory: this one is on a disk.
    pub fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let place = Place::within(folder.path(), seed, SetClock::still());
        Self { folder, place }
    }

    /// The shelves themselves, while no desk is open.
    pub fn shelves(&self) -> Store {
        Store::open(&Paths::new(&self.place.folder), NOW_MS, store::Options::default())
            .expect("the shelves open")
    }

    /// The long story, put on the shelves with its history, then typed in through the desk: one
    /// compaction's worth of keystrokes, and as many more as may wait for the next. So two
    /// generations are there, and the most rows that compaction leaves. The desk is closed.
    pub fn long_story(&mut self) -> StoryId {
        let made = StoryMaker::new(7).story(WORDS, EDITS - 2 * ROWS + 1).expect("a story is made");
        let desk = self.place.open();
        let (story, device, member) = (desk.story(), desk.device(), desk.reporter);
        desk.close().expect("the desk closes");
        drop(desk);
        let updates: Vec<&[u8]> =
            made.draft.iter().chain(&made.edits).map(|ops| ops.bytes.as_slice()).collect();
        let writer = made.document.peer();
        let bytes = Document::open(None, &updates, writer).expect("replayed").snapshot().expect("packed");
        let new = NewSnapshot { story, at: stamp(), format: 1, marks: vec![(device, 1)], bytes };
        let peer = PeerRow { peer: writer.0, story, device, member, at: stamp() };
        let written = self.shelves().write(move |tx| {
            store::peer::insert(tx, &peer)?;
            store::snapshot::put(tx, &new)?;
            Ok::<_, StoreError>(())
        });
        written.expect("the story is put on the shelves");
        for (client, keystrokes) in [("first", ROWS), ("second", ROWS - 1)] {
            let desk = self.place.open();
            let mut window = Window::open(&desk, story, client);
            for _ in 0..keystrokes {
                window.types(&desk, "а");
            }
            // Closing compacts: the second time the rows are to stay, as a rest leaves them.
            if client == "first" {
                desk.close().expect("the desk closes");
            } else {
                self.rest(desk, story);
            }
        }
        story
    }

    /// Nobody types: the housekeeper does what it does then. The desk is not closed, and gone afterwards.
    fn rest(&self, desk: Desk, story: StoryId) {
        let look = self.look();
        let galley = || {
            let sql = "SELECT rows_sha256 FROM galley WHERE story = unhex(?1)";
            look.query_row(sql, [story.to_string()], |row| row.get::<_, Vec<u8>>(0)).expect("a galley")
        };
        let before = galley();
        desk.keep_house().expect("a housekeeper");
        while galley() == before {
            std::thread::sleep(Duration::from_millis(50));
        }
        let newsroom = Arc::downgrade(&desk.newsroom);
        drop(desk);
        while newsroom.strong_count() > 0 {
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// So many revisions of the long story's kind, a few places changed from one to the next. Their bodies.
    pub fn revisions(&mut self, story: StoryId, count: usize) -> Vec<(RevisionId, String)> {
        let desk = self.place.open();
        let (member, device) = (desk.reporter, desk.device());
        drop(desk);
        let mut maker = StoryMaker::new(11);
        let mut copy = maker.copy(WORDS);
        let mut all: Vec<(RevisionId, String, NewRevision)> = Vec::with_capacity(count);
        for n in 0..count {
            copy = maker.revised(&copy, 1 + n % 5);
            let revision = RevisionId::from_random(maker.random_16());
            let new = NewRevision {
                revision,
                story,
                number: n as i64 + 1,
                parents: all.last().map(|(last, ..)| *last).into_iter().collect(),
                frontiers: Vec::new(),
                kind: "saved".into(),
                note: "Source the wagons".into(),
                items: Vec::new(),
                copy_hash: canonical::copy_hash(&copy),
                words: WORDS as i64,
                words_added: 1 + n as i64 % 5,
                words_removed: 1 + n as i64 % 5,
                member,
                device,
                at: stamp(),
                format: canonical::FORMAT.into(),
                is_full: false,
            };
            all.push((revision, canonical::kept_form(&copy), new));
        }
        let shelves = self.shelves();
        let kept = all.into_iter().map(|(revision, body, new)| {
            let bytes = body.clone();
            let written = shelves.write(move |tx| store::revision::insert(tx, &new, bytes.as_bytes()));
            assert!(written.expect("a revision is written"), "a new one");
            (revision, body)
        });
        kept.collect()
    }

    /// A table beside the desk, on the same disk, with the desk's pragmas.
    pub fn bare(&self) -> Bare {
        let on = Connection::open(self.folder.path().join("bare.sqlite")).expect("opened");
        on.pragma_update(None, "journal_mode", "WAL").expect("set");
        on.pragma_update(None, "synchronous", "FULL").expect("set");
        on.pragma_update(None, "foreign_keys", true).expect("set");
        on.pragma_update(None, "wal_autocheckpoint", 0).expect("set");
        on.pragma_update(None, "journal_size_limit", 8 << 20).expect("set");
        on.pragma_update(None, "trusted_schema", false).expect("set");
        on.pragma_update(None, "cell_size_check", true).expect("set");
        on.pragma_update(None, "mmap_size", 0).expect("set");
        on.execute_batch("CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
            .expect("made");
        Bare(on)
    }

    /// A look at the desk's rows from outside.
    pub fn look(&self) -> Connection {
        Connection::open(Paths::new(&self.place.folder).database()).expect("opened")
    }
}

fn stamp() -> Stamp {
    Stamp { at_ms: NOW_MS, zone: "Europe/Kyiv".into() }
}

/// The baseline of everything that is written.
pub struct Bare(Connection);

impl Bare {
    /// One insert, one commit.
    pub fn insert(&self, bytes: &[u8]) -> Duration {
        let mut insert = self.0.prepare_cached("INSERT INTO bare (bytes) VALUES (?1)").expect("prepared");
        timed(|| insert.execute([bytes]).expect("inserted")).0
    }
}

/// A window's letters: one after another at the beginning of the body.
pub struct Window {
    story: StoryId,
    client: String,
    seq: u32,
    version: u32,
}

impl Window {
    /// It has the story open.
    pub fn open(desk: &Desk, story: StoryId, client: &str) -> Self {
        let version = desk.open_story(story).expect("the story opens").version;
        Self { story, client: client.into(), seq: 0, version }
    }

    /// One keystroke, until it is acknowledged.
    pub fn types(&mut self, desk: &Desk, letter: &str) -> Duration {
        self.seq += 1;
        let edit = Edit {
            story: self.story,
            client: self.client.clone(),
            seq: self.seq,
            base_version: self.version,
            edits: vec![(Container::Body, Delta::new().insert(letter))],
        };
        let (took, ack) = timed(|| desk.edit_story(desk.reporter, edit).expect("saved"));
        self.version = ack.version;
        took
    }

    /// The bytes that its last keystroke put on the shelves: its op row's and its answer's.
    pub fn last_bytes(&self, look: &Connection) -> Vec<u8> {
        let sql =
            "SELECT (SELECT bytes FROM op WHERE story = unhex(?1) ORDER BY device DESC, seq DESC LIMIT 1), \
                   (SELECT ack FROM edit_seen WHERE client = ?2 ORDER BY seq DESC LIMIT 1)";
        let mut select = look.prepare_cached(sql).expect("prepared");
        let read = select.query_row([self.story.to_string(), self.client.clone()], |row| {
            Ok([row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?].concat())
        });
        read.expect("a keystroke is on the disk")
    }
}
