//! A story that goes from desk to desk in a file, and what its revisions weigh.

use crate::{
    desk::{folder, type_letters, LongStory},
    figure::{beside, timed, Bar, Figure, Times},
};
use copydesk_tests::desk::{Desk, Place, SetClock};
use newsroom::story_file::{For, Kind};
use std::{
    fs::{self, File},
    path::Path,
};

const REVISIONS: usize = 1_000;
const PHOTOS: u32 = 5;
const ROUNDS: usize = 3;
const EDITS: u32 = 500;

/// The bytes of a thousand revisions against full copies of their texts, as WordPress keeps them: its
/// table's texts alone, without rows and indexes.
pub fn bytes() {
    let long = LongStory::new(41, REVISIONS);
    let on = rusqlite::Connection::open(store::Paths::new(&long.place.folder).database()).expect("opened");
    let sum = |sql: &str| on.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted") as f64;
    let ours = sum("SELECT sum(length(body)) FROM revision");
    let full: usize =
        long.copies.iter().flat_map(|copy| &copy.body).map(|block| block.text.text().len() + 1).sum();
    Figure {
        bench: "1,000 revisions of 10,000 words: bytes of their bodies",
        ours: format!("{:.0} KB", ours / 1e3),
        baseline: format!(
            "full copies of the plain text, as WordPress keeps them: {:.0} KB",
            full as f64 / 1e3
        ),
        value: ours / full as f64,
        unit: " ×",
        bar: Bar::AtMost(0.02),
    }
    .tell();
}

/// A desk that has nothing yet and knows the other's key, as the other knows its.
struct Colleague {
    _folder: tempfile::TempDir,
    desk: Desk,
    key: [u8; 32],
}

impl Colleague {
    fn of(other: &Desk, seed: u64) -> Self {
        const PASSPHRASE: &str = "four words by telephone";
        let folder = folder();
        let desk = Place::within(folder.path(), seed * 1_000, SetClock::still()).open();
        for (from, to) in [(&desk, other), (other, &desk)] {
            let hello = from.whole_story("Hello", "Hello.");
            let lock = For::Passphrase(PASSPHRASE.into());
            let file = from.export_story(from.reporter, hello, Kind::Full, &lock).expect("sealed");
            let parcel = to.open_story_file(file.as_slice(), Some(PASSPHRASE.into())).expect("opened");
            to.import_story_file(to.reporter, &parcel, false).expect("taken in");
        }
        let words = desk.key_words().expect("words");
        let known = other.colleagues().expect("listed");
        let key = known.into_iter().find(|one| one.words == words).expect("pinned").key;
        Self { _folder: folder, desk, key }
    }
}

/// A photograph of two megapixels and a half with grain, so that it weighs what one weighs.
fn photo(n: u32) -> Vec<u8> {
    let (width, height) = (1_920_u32, 1_280_u32);
    let mut grain = n.wrapping_mul(2_654_435_761) | 1;
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|at| {
            grain ^= grain << 13;
            grain ^= grain >> 17;
            grain ^= grain << 5;
            let light = (at % width * 160 / width + at / width * 60 / height) as u8;
            let noise = (grain % 24) as u8;
            [light + noise, light / 2 + noise, 90 + noise]
        })
        .collect();
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 88)
        .encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Rgb)
        .expect("encoded");
    bytes
}

/// The file's bytes to another place on the disk, and sure to be there, as what is imported is.
fn copy_durably(bytes: &[u8], folder: &Path, n: usize) {
    let (from, to) = (folder.join("sent"), folder.join(format!("copied-{n}")));
    fs::copy(&from, &to).expect("copied");
    File::open(&to).expect("opened").sync_all().expect("on the disk");
    File::open(folder).expect("opened").sync_all().expect("on the disk");
    assert_eq!(fs::metadata(&to).expect("there").len(), bytes.len() as u64);
}

/// Export and import of a story with a thousand revisions and five photos, against copying its bytes.
pub fn file() {
    let mut long = LongStory::new(42, REVISIONS);
    let desk = long.place.open();
    for n in 0..PHOTOS {
        let name = format!("bridge-{n}.jpg");
        desk.import_figure(desk.reporter, long.story, &name, &photo(n), false).expect("the photo is read");
    }
    let (mut ours, mut shown, mut theirs) = (Times::default(), Times::default(), Times::default());
    let (mut export_ms, mut weight) = (0.0, 0);
    for n in 0..ROUNDS {
        let colleague = Colleague::of(&desk, 420 + n as u64);
        let lock = For::Colleagues(vec![colleague.key]);
        let (out, file) =
            timed(|| desk.export_story(desk.reporter, long.story, Kind::Full, &lock).expect("sealed"));
        fs::write(long.folder.path().join("sent"), &file).expect("written");
        let there = &colleague.desk;
        let (opened, parcel) = timed(|| there.open_story_file(file.as_slice(), None).expect("opened"));
        let (look, _) = timed(|| there.preview_story_file(&parcel).expect("shown"));
        let (taken, came) =
            timed(|| there.import_story_file(there.reporter, &parcel, false).expect("taken in"));
        assert_eq!((came.revisions, came.photos), (REVISIONS, PHOTOS as usize), "all of it came");
        assert_eq!(there.head(long.story).expect("there").1, desk.head(long.story).expect("here").1);
        ours.push(out + opened + taken);
        shown.push(look);
        (export_ms, weight) = (out.as_secs_f64() * 1e3, file.len());
        theirs.push(timed(|| copy_durably(&file, long.folder.path(), n)).0);
    }
    let (ours, theirs) = (ours.percentile_ms(50), theirs.percentile_ms(50));
    Figure {
        bench: "Export and import of a story file, 1,000 revisions, 5 photos: p50",
        ours: format!("{ours:.0} ms (export {export_ms:.0} ms)"),
        baseline: format!("copying its {:.1} MB durably: {theirs:.1} ms", weight as f64 / 1e6),
        value: ours / theirs,
        unit: " ×",
        bar: Bar::AtMost(3.0),
    }
    .tell();
    let shown = shown.percentile_ms(50);
    beside("Showing first what would come", &format!("{shown:.0} ms"), "", shown, " ms");
}

/// Taking in a colleague's file after both went on writing, against opening the story.
pub fn merge() {
    let mut long = LongStory::new(43, 200);
    let desk = long.place.open();
    let colleague = Colleague::of(&desk, 430);
    let there = &colleague.desk;
    let lock = For::Colleagues(vec![colleague.key]);
    let file = desk.export_story(desk.reporter, long.story, Kind::Full, &lock).expect("sealed");
    let parcel = there.open_story_file(file.as_slice(), None).expect("opened");
    there.import_story_file(there.reporter, &parcel, false).expect("taken in");
    let back = there.colleagues().expect("listed").into_iter().map(|one| one.key).collect();
    let back = For::Colleagues(back);
    drop(desk);
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for n in 0..ROUNDS {
        let desk = long.place.open();
        type_letters(&desk, long.story, &format!("here {n}"), 40, EDITS);
        desk.close().expect("closed");
        drop(desk);
        type_letters(there, long.story, &format!("there {n}"), 2_000, EDITS);
        let file = there.export_story(there.reporter, long.story, Kind::Full, &back).expect("sealed");
        let desk = long.place.open();
        theirs.push(timed(|| desk.open_story(long.story).expect("opened")).0);
        let (took, came) = timed(|| {
            let parcel = desk.open_story_file(file.as_slice(), None).expect("opened");
            desk.import_story_file(desk.reporter, &parcel, false).expect("taken in")
        });
        assert!(came.edits >= EDITS.into(), "their edits came");
        ours.push(took);
    }
    let (ours, theirs) = (ours.percentile_ms(50), theirs.percentile_ms(50));
    Figure {
        bench: "Merge a story file after 500 edits on each side, 10,000 words, 200 revisions: p50",
        ours: format!("{ours:.0} ms"),
        baseline: format!("opening the story: {theirs:.1} ms"),
        value: ours / theirs,
        unit: " ×",
        bar: Bar::AtMost(3.0),
    }
    .tell();
}
