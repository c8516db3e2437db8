//! One story more on a site in a folder: every step of the protocol, as the outbox takes them,
//! against the bare writing of the files that came of it.

use crate::figure::{timed, Bar, Figure, Times};
use copydesk_tests::edition::edition;
use publish::{Carried, Destination, Edition, PublicState, Reservation, Site};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Write as _,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

const ADDRESS: &str = "https://news.example/";
const STORIES: u32 = 25;
const SMALL: u32 = 10;
const LARGE: u32 = 10_000;

/// A site of 10,000 stories and one of 10, a story more in each, in turn.
pub fn one_story() {
    let disk = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let large = Shop::of(&disk.path().join("large"), LARGE);
    let mut small = Shop::of(&disk.path().join("small"), SMALL);
    let mut times: [Times; 4] = Default::default();
    for n in 0..STORIES {
        let [small_ours, small_theirs, large_ours, large_theirs] = &mut times;
        for (shop, stories, ours, theirs) in
            [(&small, SMALL, small_ours, small_theirs), (&large, LARGE, large_ours, large_theirs)]
        {
            let (took, written) = shop.adds(stories + n);
            ours.push(took);
            theirs.push(shop.writes_bare(&written));
        }
        // A site of 10 stays one: it is begun again.
        fs::remove_dir_all(&small.folder).expect("removed");
        small = Shop::of(&small.folder, SMALL);
    }
    let [small_ours, small_theirs, large_ours, large_theirs] = times.map(|times| times.percentile_ms(50));
    for (name, ours, theirs) in [("10,000", large_ours, large_theirs), ("10", small_ours, small_theirs)] {
        Figure {
            bench: &format!("Publish one story into a site of {name}: p50"),
            ours: format!("{ours:.1} ms"),
            baseline: format!("atomic writes of the same files: {theirs:.1} ms"),
            value: ours / theirs,
            unit: " ×",
            bar: Bar::AtMost(2.0),
        }
        .tell();
    }
    Figure {
        bench: "Publish one story: a site of 10,000 against one of 10",
        ours: format!("{large_ours:.1} ms"),
        baseline: format!("into a site of 10: {small_ours:.1} ms"),
        value: large_ours / small_ours,
        unit: " ×",
        bar: Bar::AtMost(1.5),
    }
    .tell();
}

struct Shop {
    folder: PathBuf,
    site: Site,
}

impl Shop {
    /// A site of so many stories in this folder. Made in memory where there is some, then copied: on
    /// a disk 10,000 publications take half an hour.
    fn of(folder: &Path, stories: u32) -> Self {
        let memory = Path::new("/dev/shm");
        let draft = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let draft = draft.expect("a folder");
        let shop = Self { folder: draft.path().to_owned(), site: site(draft.path()) };
        for n in 0..stories {
            shop.publishes(&edition_of(n));
        }
        copy_folder(draft.path(), folder);
        File::open(folder).and_then(|folder| folder.sync_all()).expect("on the disk");
        Self { folder: folder.to_owned(), site: site(folder) }
    }

    fn publishes(&self, edition: &Edition) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(steps(&self.site, edition));
    }

    /// One story more: how long it took, and which files it wrote.
    fn adds(&self, n: u32) -> (Duration, BTreeMap<PathBuf, Vec<u8>>) {
        let edition = edition_of(n);
        let before = inodes(&self.folder);
        let (took, ()) = timed(|| self.publishes(&edition));
        let after = inodes(&self.folder);
        let new = after.iter().filter(|(path, inode)| before.get(*path) != Some(*inode));
        // The lock is no file of the site.
        let new = new.filter(|(path, _)| !path.ends_with(".copydesk/lock"));
        (took, new.map(|(path, _)| (path.clone(), fs::read(path).expect("read"))).collect())
    }

    /// The same files once more where they are: each whole or not at all, and on the disk.
    fn writes_bare(&self, files: &BTreeMap<PathBuf, Vec<u8>>) -> Duration {
        let new = self.folder.join("new");
        let mut folders = BTreeSet::new();
        let (took, ()) = timed(|| {
            for (path, bytes) in files {
                let mut file = File::create(&new).expect("made");
                file.write_all(bytes).expect("written");
                file.sync_all().expect("on the disk");
                fs::rename(&new, path).expect("in its place");
                folders.insert(path.parent().expect("its folder").to_owned());
            }
            for folder in &folders {
                File::open(folder).and_then(|folder| folder.sync_all()).expect("on the disk");
            }
        });
        took
    }
}

fn site(folder: &Path) -> Site {
    Site::new(folder, Some(ADDRESS)).expect("a site")
}

/// One an hour, as a newsroom publishes.
fn edition_of(n: u32) -> Edition {
    let mut edition = edition(n, "Author One");
    edition.now_ms += i64::from(n) * 3_600_000;
    edition
}

async fn steps(site: &Site, edition: &Edition) {
    let reservation = Reservation { story: edition.story, site_key: 7 };
    site.preflight(edition).expect("it may go");
    let mut carried = site.resolve(edition, &Carried::default()).await.expect("resolved");
    carried = site.ensure_media(edition, &carried).await.expect("brought");
    assert!(site.find(&reservation).await.expect("looked").is_none(), "a new story");
    let id = site.reserve(&reservation).await.expect("reserved");
    carried.remote = Some(id.clone());
    let there = site.read(&id).await.expect("read");
    assert!(!site.holds(edition, &carried, &there), "only reserved");
    let there = site.write(edition, &carried).await.expect("written");
    carried.content_hash = Some(there.content_hash);
    let there = site.set_state(edition, &carried, PublicState::Live).await.expect("live");
    (carried.content_hash, carried.url, carried.version) =
        (Some(there.content_hash), there.url, there.version);
    let verdict = site.verify(edition, &carried).await.expect("read back");
    assert!(verdict.differs.is_empty(), "what readers see is what was approved");
}

/// What tells a file that was written again: a number may come back, not with its time.
fn inodes(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let facts = entry.metadata().expect("its facts");
        if facts.is_dir() {
            all.extend(inodes(&entry.path()));
        } else {
            all.insert(entry.path(), (facts.ino(), facts.mtime(), facts.mtime_nsec()));
        }
    }
    all
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("its kind").is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}
