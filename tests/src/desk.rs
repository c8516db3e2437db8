//! A desk for tests: the real newsroom on a folder of its own, with a clock that is set by hand,
//! randomness from a seed, passwords in memory.

use copy::{Byline, BylineRole, DestinationId, MemberId, Stamp, StoryId};
use document::{Container, Delta, FactChange, FigureChange};
use newsroom::{
    member::Role,
    outbox::{NoteWish, PublishWish, Started},
    review::Wish,
    story::{Ack, Edit, Edits},
    workflow::Move,
    Clock, Door, InProcess, Keychain, Newsroom, OpenError, Opening, Random, SecretsKept, World,
};
use publish::Setup;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicI64, AtomicU32, Ordering},
        Arc, Mutex,
    },
    time::Instant,
};

/// 14 October 2025, 10:12 UTC: when a test's clock begins.
pub const NOW_MS: i64 = crate::edition::NOW_MS;

/// A clock that is set by hand, or goes on by itself from where it was set.
pub struct SetClock {
    at_ms: AtomicI64,
    runs_from: Option<Instant>,
}

impl SetClock {
    /// It stands still until it is set forward.
    pub fn still() -> Arc<Self> {
        Arc::new(Self { at_ms: AtomicI64::new(NOW_MS), runs_from: None })
    }

    /// It goes on: for servers, which have clocks of their own.
    pub fn running() -> Arc<Self> {
        let now_ms = crate::wordpress::clock()();
        Arc::new(Self { at_ms: AtomicI64::new(now_ms), runs_from: Some(Instant::now()) })
    }

    /// Sets it forward.
    pub fn advance_ms(&self, by_ms: i64) {
        self.at_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Stamp {
        let gone = self.runs_from.map_or(0, |from| i64::try_from(from.elapsed().as_millis()).expect("short"));
        Stamp { at_ms: self.at_ms.load(Ordering::SeqCst) + gone, zone: "Europe/Kyiv".into() }
    }
}

struct SeededRandom(Mutex<ChaCha8Rng>);

impl Random for SeededRandom {
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.0.lock().expect("nobody panics with the dice").fill_bytes(&mut bytes);
        bytes
    }
}

/// Passwords for as long as a desk is open.
#[derive(Default)]
pub struct MemoryKeychain(Mutex<BTreeMap<String, String>>);

impl Keychain for MemoryKeychain {
    fn get(&self, name: &str) -> Option<String> {
        self.0.lock().expect("nobody panics with the keys").get(name).cloned()
    }

    fn set(&self, name: &str, secret: &str) {
        self.0.lock().expect("nobody panics with the keys").insert(name.into(), secret.into());
    }

    fn forget(&self, name: &str) {
        self.0.lock().expect("nobody panics with the keys").remove(name);
    }

    fn kept(&self) -> SecretsKept {
        SecretsKept::Memory
    }
}

/// Where a test's desk is, and what it is opened with.
pub struct Place {
    /// The desk folder.
    pub folder: PathBuf,
    /// The folder of the built-in site.
    pub site: PathBuf,
    /// The clock that every opening shares.
    pub clock: Arc<SetClock>,
    /// What tells this computer from another one.
    pub machine: String,
    /// No two openings draw the same numbers: a desk's randomness never repeats.
    seed: u64,
}

impl Place {
    /// A desk and a site beside each other in this folder.
    pub fn within(folder: &Path, seed: u64, clock: Arc<SetClock>) -> Self {
        Self {
            folder: folder.join("desk"),
            site: folder.join("site"),
            clock,
            machine: "this computer".into(),
            seed,
        }
    }

    /// Opens the desk as a start of the app does.
    ///
    /// # Errors
    /// As the newsroom has it.
    pub fn try_open(&mut self) -> Result<Desk, OpenError> {
        self.seed += 1;
        let world = World {
            clock: self.clock.clone(),
            random: Arc::new(SeededRandom(Mutex::new(ChaCha8Rng::seed_from_u64(self.seed)))),
            keychain: Arc::new(MemoryKeychain::default()),
            darkroom: Arc::new(InProcess),
            taster: Arc::new(InProcess),
            door: Door::Window,
        };
        let opening = Opening {
            folder: self.folder.clone(),
            site_folder: self.site.clone(),
            machine: self.machine.clone(),
            first_member: "Author One".into(),
            options: store::Options::default(),
        };
        let newsroom = Arc::new(Newsroom::open(opening, world)?);
        let clients = Arc::new(AtomicU32::new(0));
        Ok(Desk { reporter: newsroom.me(), newsroom, run: self.seed, clients })
    }

    /// Opens the desk.
    pub fn open(&mut self) -> Desk {
        self.try_open().expect("the desk opens")
    }
}

/// A desk, open.
#[derive(Clone)]
pub struct Desk {
    /// The newsroom itself.
    pub newsroom: Arc<Newsroom>,
    /// The first member.
    pub reporter: MemberId,
    /// A window is a client of one run: its name is never used again.
    run: u64,
    clients: Arc<AtomicU32>,
}

impl std::ops::Deref for Desk {
    type Target = Arc<Newsroom>;

    fn deref(&self) -> &Arc<Newsroom> {
        &self.newsroom
    }
}

impl Desk {
    /// A second member joins, who only edits.
    pub fn editor_joins(&self) -> MemberId {
        self.put_member(None, "Editor One", "", &[Role::Editor], None).expect("a member joins")
    }

    /// A story with nothing in it.
    pub fn story(&self) -> StoryId {
        self.create_story(self.reporter, "bridge", "en").expect("a story is made")
    }

    /// A story that every check lets through.
    pub fn whole_story(&self, headline: &str, body: &str) -> StoryId {
        let story = self.story();
        self.types(self.reporter, story, Container::Headline, Delta::new().insert(headline));
        self.types(self.reporter, story, Container::Body, Delta::new().insert(body));
        self.signs(story, "Author One");
        story
    }

    /// Sets a byline of one.
    pub fn signs(&self, story: StoryId, name: &str) {
        let byline = Byline { person: None, role: BylineRole::By, name: name.into() };
        self.set_byline(self.reporter, story, &[byline]).expect("the byline is set");
    }

    /// A lead photo with all that a check asks for.
    pub fn lead_photo(&self, story: StoryId, bytes: &[u8]) -> copy::FigureId {
        let figure =
            self.import_figure(self.reporter, story, "bridge.jpg", bytes, true).expect("the photo is read");
        let caption = Delta::new().insert("A road bridge at low water.");
        self.types(self.reporter, story, Container::Caption(figure), caption);
        for change in [
            FigureChange::Alt("A road bridge over a wide river".into()),
            FigureChange::Creator("Photo Desk".into()),
            FigureChange::Provider("City News".into()),
        ] {
            self.set_figure(self.reporter, story, figure, &change).expect("the figure is changed");
        }
        figure
    }

    /// An edit of one text on the version that the story has now, from a window of its own.
    pub fn edit(&self, story: StoryId, container: Container, delta: Delta) -> Edit {
        let client = format!("window {} of run {}", self.clients.fetch_add(1, Ordering::SeqCst), self.run);
        let base_version = self.open_story(story).expect("the story opens").version;
        Edit { story, client, seq: 1, base_version, edits: Edits::from([(container, delta)]) }
    }

    /// A member types.
    pub fn types(&self, member: MemberId, story: StoryId, container: Container, delta: Delta) -> Ack {
        self.edit_story(member, self.edit(story, container, delta)).expect("the edit is saved")
    }

    /// A member writes at the very beginning of the body.
    pub fn writes(&self, member: MemberId, story: StoryId, words: &str) -> Ack {
        self.types(member, story, Container::Body, Delta::new().insert(words))
    }

    /// A member takes away so many characters at the very beginning of the body.
    pub fn deletes(&self, member: MemberId, story: StoryId, units: usize) -> Ack {
        self.types(member, story, Container::Body, Delta::new().delete(units))
    }

    /// One fact is changed.
    pub fn sets(&self, story: StoryId, change: FactChange) {
        self.set_fact(self.reporter, story, &change).expect("the fact is set");
    }

    /// A story's text, with the final line break of a body.
    pub fn text(&self, story: StoryId, container: Container) -> String {
        let open = self.open_story(story).expect("the story opens");
        let found = open.texts.into_iter().find(|(known, ..)| *known == container);
        found.map(|(_, delta, _)| delta.text()).unwrap_or_default()
    }

    /// A member makes a move.
    pub fn moves(&self, member: MemberId, story: StoryId, kind: Move, why: &str) {
        self.move_story(member, story, Wish::because(kind, why)).expect("the move may be made");
    }

    /// The sentence with which a move is refused.
    pub fn refusal(&self, member: MemberId, story: StoryId, wish: Wish) -> String {
        match self.move_story(member, story, wish) {
            Err(newsroom::Error::Refused(sentence)) => sentence.english,
            other => panic!("the move should be refused, not {other:?}"),
        }
    }

    /// The built-in site.
    pub fn site(&self) -> DestinationId {
        self.destinations().expect("destinations are listed").first().expect("the local site").destination
    }

    /// A WordPress on loopback is added.
    pub fn adds_wordpress(&self, address: &str, login: &str, secret: &str) -> DestinationId {
        let setup = Setup {
            login: login.into(),
            allow_private: true,
            settle_ms: 1_500,
            featured: false,
            ..Setup::default()
        };
        let new = newsroom::destination::NewDestination {
            adapter: "wordpress".into(),
            name: "WordPress".into(),
            address: address.into(),
            secret: secret.into(),
            setup,
        };
        self.add_destination(new).expect("the destination is added")
    }

    /// A receiver on loopback is added.
    pub fn adds_endpoint(&self, address: &str, secret: &str) -> DestinationId {
        let setup = Setup { allow_private: true, settle_ms: 100, ..Setup::default() };
        let new = newsroom::destination::NewDestination {
            adapter: "endpoint".into(),
            name: "CMS".into(),
            address: address.into(),
            secret: secret.into(),
            setup,
        };
        self.add_destination(new).expect("the destination is added")
    }

    /// A Ghost on loopback is added.
    pub fn adds_ghost(&self, address: &str, key: &str) -> DestinationId {
        let setup = Setup { allow_private: true, settle_ms: 1_500, ..Setup::default() };
        let new = newsroom::destination::NewDestination {
            adapter: "ghost".into(),
            name: "Ghost".into(),
            address: address.into(),
            secret: key.into(),
            setup,
        };
        self.add_destination(new).expect("the destination is added")
    }

    /// What somebody who looked at the head wants to publish.
    pub fn wish(&self, story: StoryId, to: DestinationId) -> PublishWish {
        let seen = self.head(story).expect("the head").1;
        PublishWish {
            destinations: vec![to],
            note: None,
            reason: String::new(),
            seen,
            approve_too: true,
            at_ms: None,
        }
    }

    /// The head is queued.
    pub fn publishes(&self, member: MemberId, story: StoryId, to: DestinationId) -> Started {
        self.publish_story(member, story, self.wish(story, to)).expect("the story is queued")
    }

    /// The head is queued with a note to readers.
    pub fn publishes_with(&self, story: StoryId, to: DestinationId, note: NoteWish) -> Started {
        let wish = PublishWish { note: Some(note), ..self.wish(story, to) };
        self.publish_story(self.reporter, story, wish).expect("the story is queued")
    }

    /// Sends what is due and may go now.
    pub fn sends(&self) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(self.drain_outbox(|| false)).expect("the outbox works");
    }

    /// Sends until nothing is on its way any more, waiting where a job waits.
    pub fn sends_all(&self) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(self.drain_outbox(|| true)).expect("the outbox works");
    }
}

/// The files of a folder and the folders in it; none, if it is not there.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push(path),
        }
    }
    all
}
