//! A site that is uploaded: to OpenSSH's own server, and to storage that speaks S3.

mod line;
mod probe;

use super::{
    bring,
    conformance::{self, Standing, World},
    files,
    model::{later, story, MINUTE, PUBLISHED},
    Disk, BASE,
};
use copy::Inline;
use copydesk_tests::{
    sshd::{leftovers, SshServer},
    storage::StorageServer,
    wordpress::clock,
};
use publish::{
    http::Access, Carried, Clock, Destination, Edition, PublicState, RemoteCopy, RemoteId, Site, Trouble,
    Upload,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::Duration,
};
use tempfile::TempDir;

type Files = BTreeMap<String, Vec<u8>>;

/// The place that a site is uploaded to, seen otherwise than through the desk.
pub enum Far {
    Server(SshServer),
    Storage(StorageServer),
}

/// Under it the storage keeps the site.
const PREFIX: &str = "2026/site";

impl Far {
    fn both() -> [Self; 2] {
        [Self::Server(SshServer::start()), Self::Storage(StorageServer::start())]
    }

    fn upload(&self) -> (Upload, String) {
        match self {
            Self::Server(server) => (server.upload(), server.key("desk_key")),
            Self::Storage(storage) => storage.upload("desk", PREFIX),
        }
    }

    /// The readers' files there.
    fn files(&self) -> Files {
        let mut all = match self {
            Self::Server(server) => files(&server.site()),
            Self::Storage(storage) => {
                let under = |name: &String| name.strip_prefix(PREFIX)?.strip_prefix('/').map(str::to_owned);
                storage.files().into_iter().filter_map(|(name, bytes)| Some((under(&name)?, bytes))).collect()
            }
        };
        assert!(
            all.remove(".copydesk-upload.json").is_some() || all.is_empty(),
            "the place says whose it is"
        );
        all
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        match self {
            Self::Server(server) => {
                let file = server.site().join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("made");
                fs::write(file, bytes).expect("written");
            }
            Self::Storage(storage) => storage.put(&format!("{PREFIX}/{path}"), bytes),
        }
    }

    fn remove(&self, path: &str) {
        match self {
            Self::Server(server) => fs::remove_file(server.site().join(path)).expect("removed"),
            Self::Storage(storage) => storage.delete(&format!("{PREFIX}/{path}")),
        }
    }

    /// What was written and removed there since this was last asked, in the server's own order; the trial of a probe
    /// and the mark are no pages.
    fn done(&self) -> Vec<String> {
        let done: Vec<String> = match self {
            Self::Server(server) => {
                let done = server.done();
                server.forget();
                done
            }
            Self::Storage(storage) => {
                let path = |asked: String| {
                    let at = asked.split_once(&format!("/{PREFIX}/"))?.1.to_owned();
                    Some(at)
                };
                let wrote = |(method, asked, status): (String, String, u64)| match (method.as_str(), status) {
                    ("PUT", 200) => path(asked),
                    ("DELETE", 200..=299) => path(asked).map(|path| format!("-{path}")),
                    _ => None,
                };
                storage.seen().into_iter().filter_map(wrote).collect()
            }
        };
        done.into_iter().filter(|path| !path.trim_start_matches('-').starts_with(".copydesk")).collect()
    }
}

/// A site in a folder of its own that goes to a place besides.
struct Branch {
    folder: TempDir,
    far: Far,
    site: Site,
    desk: BTreeMap<copy::StoryId, Carried>,
}

fn access() -> Access {
    Access { private_addresses: true, ..Access::default() }
}

fn site_at(root: &Path, far: &Far) -> Site {
    let (upload, secret) = far.upload();
    let site = Site::new(root, Some(BASE)).expect("a site");
    site.uploaded(&upload, &secret, access(), clock()).expect("a place")
}

impl Branch {
    fn of(far: Far) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = site_at(folder.path(), &far);
        Self { folder, far, site, desk: BTreeMap::new() }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    async fn publish(&mut self, edition: &Edition) -> Result<RemoteCopy, Trouble> {
        self.bring(edition, PublicState::Live).await
    }

    async fn bring(&mut self, edition: &Edition, state: PublicState) -> Result<RemoteCopy, Trouble> {
        let carried = self.desk.entry(edition.story).or_default();
        bring(&self.site, edition, carried, state).await
    }

    /// The readers' files in the folder.
    fn here(&self) -> Files {
        files(self.root()).into_iter().filter(|(path, _)| !path.starts_with(".copydesk")).collect()
    }

    fn assert_same(&self, why: &str) {
        let (here, there) = (self.here(), self.far.files());
        assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>(), "{why}");
        for (path, bytes) in &here {
            assert!(there.get(path) == Some(bytes), "{why}: {path} is the same at both");
        }
    }
}

/// The far place beside the folder's own records, as the suite's cases look at a place.
struct There<'a>(&'a Branch);

impl There<'_> {
    /// Both as one folder: drafts are records, and what readers see is there.
    fn mirror(&self) -> TempDir {
        let mirror = tempfile::tempdir().expect("a folder");
        let records = files(self.0.root()).into_iter().filter(|(path, _)| path.starts_with(".copydesk"));
        for (path, bytes) in records.chain(self.0.far.files()) {
            let file = mirror.path().join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, bytes).expect("written");
        }
        mirror
    }
}

impl World for There<'_> {
    fn address(&self) -> String {
        self.0.root().display().to_string()
    }

    fn stories(&self) -> Vec<Standing> {
        Disk(self.mirror().path()).stories()
    }

    fn picture_files(&self) -> u64 {
        self.0.far.files().keys().filter(|path| path.starts_with("media/")).count() as u64
    }

    fn page(&self, url: &str) -> String {
        let path = url.strip_prefix(BASE).expect("an address of the site");
        String::from_utf8(self.0.far.files().remove(path).expect("the page is there")).expect("UTF-8")
    }

    fn change(&self, id: &RemoteId, words: &str) {
        let record =
            fs::read(self.0.root().join(format!(".copydesk/story/{}.json", id.0))).expect("a record");
        let record: serde_json::Value = serde_json::from_slice(&record).expect("JSON");
        let path = record["page"]["card"]["path"].as_str().expect("a page");
        let Some(page) = self.0.far.files().remove(path) else {
            return Disk(self.0.root()).change(id, words);
        };
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(page.contains("<h1>"));
        self.0.far.put(path, page.replacen("<h1>", &format!("{words} <h1>"), 1).as_bytes());
    }

    fn author(&self) -> &'static str {
        "Author O’Neil-D'Arc & Sons"
    }

    fn second_author(&self) -> Option<&'static str> {
        None
    }

    fn stranger(&self) -> Option<&'static str> {
        None
    }

    fn at(&self, _: &str, _: Access, _: Clock) -> Option<Box<dyn Destination>> {
        None
    }

    fn secret(&self) -> String {
        self.0.far.upload().1
    }

    fn settle(&self) -> Duration {
        Duration::ZERO
    }
}

#[tokio::test]
async fn a_server_over_sftp_keeps_every_promise_of_a_destination() {
    let branch = Branch::of(Far::Server(SshServer::start()));
    conformance::promises(&branch.site, &There(&branch)).await;
    branch.assert_same("after everything");
    if let Far::Server(server) = &branch.far {
        assert_eq!(leftovers(&server.site()), Vec::<String>::new(), "nothing half-written is left");
    }
}

#[tokio::test]
async fn storage_that_speaks_s3_keeps_every_promise_of_a_destination() {
    let branch = Branch::of(Far::Storage(StorageServer::start()));
    conformance::promises(&branch.site, &There(&branch)).await;
    branch.assert_same("after everything");
    if let Far::Storage(storage) = &branch.far {
        let headers = |path: &str| storage.headers(&format!("{PREFIX}/{path}"));
        assert_eq!(headers("index.html"), ("text/html; charset=utf-8".into(), "no-cache".into()));
        let picture = branch.here().into_keys().find(|path| path.starts_with("media/")).expect("a picture");
        assert_eq!(headers(&picture).1, "public, max-age=31536000, immutable");
    }
}

fn changed(before: &Files, after: &Files) -> Vec<String> {
    after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| path.clone())
        .collect()
}

/// What leads to other pages goes when they are there; what everything is found from goes last.
fn assert_order(done: &[String], before: &Files) {
    let is_last = |path: &str| path == "index.html" || path == "feed.xml" || path.starts_with("sitemap");
    let place = |path: &str| match path {
        path if is_last(path) => 4,
        path if before.contains_key(path) => 3,
        path if path.starts_with("media/") || path == "site.css" => 0,
        path if path.starts_with("story/") => 1,
        _ => 2,
    };
    let places: Vec<u8> = done.iter().filter(|path| !path.starts_with('-')).map(|path| place(path)).collect();
    assert!(places.is_sorted(), "{done:?}");
}

#[tokio::test]
async fn only_what_changed_goes_and_the_pages_that_lead_there_go_last() {
    for far in Far::both() {
        let mut branch = Branch::of(far);
        let first = story(1, "One", "City", PUBLISHED);
        branch.publish(&first).await.expect("published");
        let done = branch.far.done();
        let all: BTreeSet<String> = done.iter().cloned().collect();
        assert_eq!(all, branch.here().into_keys().collect(), "each file, the first time");
        // First the site as it is without a story, then the story and what leads to it.
        let begins = done.iter().position(|path| path == "story/one.html").expect("the story");
        let (frame, story_and_lists) = done.split_at(begins);
        let pictures = frame.iter().take_while(|path| path.starts_with("media/")).count();
        assert_order(&frame[pictures..], &Files::new());
        assert_order(story_and_lists, &frame.iter().map(|path| (path.clone(), vec![])).collect());

        let before = branch.here();
        branch.publish(&story(2, "Two", "Region", PUBLISHED + MINUTE)).await.expect("published");
        let done = branch.far.done();
        let (mut sent, wanted) = (done.clone(), changed(&before, &branch.here()));
        sent.sort();
        assert_eq!(sent, wanted, "what the second story changed, each once, and nothing else");
        assert!(!sent.contains(&"story/one.html".into()), "the first story is none of it");
        assert_order(
            &done.iter().filter(|path| !path.starts_with("media/")).cloned().collect::<Vec<_>>(),
            &before,
        );

        // The same again, as a desk that never heard the answer: nothing goes.
        branch.publish(&story(2, "Two", "Region", PUBLISHED + MINUTE)).await.expect("it is there");
        assert_eq!(branch.far.done(), Vec::<String>::new());

        // A story that moves leaves a page that leads on, and one that is taken back goes after what led to it.
        let moved = later(&first, 5, |edition| edition.web_slug = "one-more".into());
        branch.publish(&moved).await.expect("moved");
        branch.far.done();
        branch.bring(&moved, PublicState::Draft).await.expect("taken back");
        let done = branch.far.done();
        let gone: Vec<&String> = done.iter().rev().take_while(|path| path.starts_with('-')).collect();
        assert_eq!(
            gone,
            ["-story/one.html", "-story/one-more.html"],
            "the pages go when nothing leads there: {done:?}"
        );
        branch.assert_same("after all of it");
    }
}

#[tokio::test]
async fn a_site_that_was_there_before_goes_as_a_whole_and_no_draft_of_it() {
    for far in Far::both() {
        let folder = tempfile::tempdir().expect("a folder");
        let alone = Site::new(folder.path(), Some(BASE)).expect("a site");
        for n in 1..=3_u32 {
            let edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
            bring(&alone, &edition, &mut Carried::default(), PublicState::Live).await.expect("published");
        }
        // One that is written and waits, one that was edited by hand, and files of somebody else's.
        let waits = story(4, "Not before Friday", "City", PUBLISHED);
        let reserved = publish::Reservation { story: waits.story, site_key: 7 };
        let place = alone.reserve(&reserved).await.expect("reserved");
        let carried = Carried { remote: Some(place), ..Carried::default() };
        alone.write(&waits, &carried).await.expect("written");
        let edited = folder.path().join("story/story-2.html");
        let text = fs::read_to_string(&edited).expect("a page").replace("Story 2", "By hand");
        fs::write(&edited, text).expect("edited");
        fs::write(folder.path().join("notes.txt"), "Nobody else's business").expect("written");

        let site = site_at(folder.path(), &far);
        let fifth = story(5, "Story 5", "City", PUBLISHED + 9 * MINUTE);
        bring(&site, &fifth, &mut Carried::default(), PublicState::Live).await.expect("published");
        let there = far.files();
        for page in
            ["story/story-1.html", "story/story-3.html", "story/story-5.html", "index.html", "feed.xml"]
        {
            assert!(there.contains_key(page), "{page} is there");
        }
        for (path, bytes) in &there {
            let text = String::from_utf8_lossy(bytes);
            for never in ["Not before Friday", "By hand", "Nobody else's business"] {
                assert!(!text.contains(never), "{path} has nothing of {never}");
            }
        }
        assert!(!there.contains_key("notes.txt") && !there.contains_key("story/story-2.html"));

        // Without the other place for a while: what it missed comes with the next publication, and no more.
        far.done();
        let sixth = story(6, "Story 6", "Region", PUBLISHED + 10 * MINUTE);
        bring(&alone, &sixth, &mut Carried::default(), PublicState::Live)
            .await
            .expect("published here alone");
        let seventh = story(7, "Story 7", "Region", PUBLISHED + 11 * MINUTE);
        bring(&site, &seventh, &mut Carried::default(), PublicState::Live).await.expect("published");
        let done = far.done();
        for page in ["story/story-6.html", "story/story-7.html"] {
            assert_eq!(done.iter().filter(|path| *path == page).count(), 1, "{page}: {done:?}");
        }
        assert!(!done.contains(&"story/story-1.html".to_owned()), "what did not change stays: {done:?}");
    }
}

#[tokio::test]
async fn what_somebody_wrote_there_is_kept() {
    for far in Far::both() {
        let mut branch = Branch::of(far);
        // A file that is nobody's of ours is in the way before anything goes.
        branch.far.put("index.html", b"Somebody's site");
        let first = story(1, "One", "City", PUBLISHED);
        let refused = branch.publish(&first).await.expect_err("a front page that is not ours");
        assert_eq!(refused.reason().kind, "wire-upload-file-foreign");
        assert!(!branch.here().contains_key("index.html"), "the folder shows what readers have");
        branch.far.remove("index.html");
        branch.publish(&first).await.expect("published");

        // A page that only leads to stories is printed anew; their words are kept in the folder.
        branch.far.put("section/city.html", b"<p>Their list</p>");
        branch.publish(&story(2, "Two", "City", PUBLISHED + MINUTE)).await.expect("published");
        let aside = fs::read_dir(branch.root().join(".copydesk/aside")).expect("a folder").flatten();
        let kept: Vec<String> = aside.map(|file| fs::read_to_string(file.path()).expect("text")).collect();
        assert_eq!(kept, ["<p>Their list</p>"]);
        branch.assert_same("their list is replaced");

        // A story's page is theirs until a person has compared; another story is not held up by it.
        let page =
            String::from_utf8(branch.far.files().remove("story/one.html").expect("a page")).expect("UTF-8");
        branch.far.put("story/one.html", page.replace("One", "Won").as_bytes());
        branch.publish(&story(3, "Three", "City", PUBLISHED + 2 * MINUTE)).await.expect("another one goes");
        let update = later(&first, 9, |edition| edition.copy.deck = Inline::plain("New"));
        let refused = branch.publish(&update).await.expect_err("their words are in the way");
        assert_eq!(refused.reason().kind, "wire-upload-file-changed");

        // Somebody removed it: a person looks.
        branch.far.remove("story/one.html");
        let id = RemoteId(first.story.to_string());
        assert_eq!(branch.site.read(&id).await.expect("read").state, None, "it is gone there");

        // Somebody emptied the place: the next publication brings everything.
        for path in branch.far.files().into_keys() {
            branch.far.remove(&path);
        }
        branch.far.remove(".copydesk-upload.json");
        branch.publish(&story(4, "Four", "City", PUBLISHED + 3 * MINUTE)).await.expect("published");
        branch.assert_same("all of it again");
    }
}

#[tokio::test]
async fn two_sites_never_share_a_place() {
    for far in Far::both() {
        let mut branch = Branch::of(far);
        branch.publish(&story(1, "One", "City", PUBLISHED)).await.expect("published");
        let before = branch.far.files();
        let folder = tempfile::tempdir().expect("a folder");
        let (upload, secret) = branch.far.upload();
        let upload = Upload { mark: "another-site".into(), ..upload };
        let other = Site::new(folder.path(), Some(BASE)).expect("a site");
        let other = other.uploaded(&upload, &secret, access(), clock()).expect("a place");
        let asked = other.probe().await.expect_err("it is somebody's");
        assert_eq!(asked.reason().kind, "wire-upload-other-site");
        let refused =
            bring(&other, &story(9, "Nine", "City", PUBLISHED), &mut Carried::default(), PublicState::Live)
                .await;
        assert_eq!(refused.expect_err("refused").reason().kind, "wire-upload-other-site");
        assert!(branch.far.files() == before, "nothing of it is changed");
        // The same folder at another desk is the same site, whatever that desk would have called it.
        let again = Site::new(branch.root(), Some(BASE)).expect("a site");
        let again = again.uploaded(&upload, &secret, access(), clock()).expect("a place");
        again.probe().await.expect("it knows the place by the folder's own records");
    }
}
