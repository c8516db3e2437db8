//! The texts of a desk that is closed: damaged, of a newer Copydesk, or one that could not be upgraded. What
//! can still be read of each story is written out as plain text. The desk itself is not touched.

use crate::{story::TEXT_FORMAT, Error, OpenError, Result};
use copy::{canonical, text::plain_text, ReaderCopy, StoryId};
use document::{Document, PeerId};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};
use store::{salvage, Paths, Reader, Store};

/// The folder that is made for the texts.
const FOLDER: &str = "Copydesk texts";
/// A headline is no longer than this in a file's name, in characters.
const LONGEST_NAME: usize = 60;
/// Nothing is written with it: no number is drawn for a document that is only read.
const READER: PeerId = PeerId(1);

/// What was written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvage {
    /// The folder that was made.
    pub folder: PathBuf,
    /// Stories whose text is there, every word of it.
    pub whole: usize,
    /// Stories of which something could not be read. The names of their files say so, and beside what is left
    /// of the text lies the last revision that could be read.
    pub part: usize,
    /// Stories of which nothing could be read.
    pub lost: usize,
}

/// Why nothing was written out.
#[derive(Debug, thiserror::Error)]
pub enum SalvageError {
    /// The desk's files cannot be read at all.
    #[error(transparent)]
    Desk(#[from] OpenError),
    /// The place for the texts cannot be written to.
    #[error("the texts could not be written there")]
    Place(#[from] io::Error),
}

/// What is left of a story.
#[derive(Default)]
struct Left {
    text: Option<ReaderCopy>,
    is_whole: bool,
    revision: Option<ReaderCopy>,
}

/// Writes what can be read of a closed desk's stories into a new folder inside `place`, a file a story.
///
/// # Errors
/// There is no database, or the place cannot be written to.
pub fn take_out(desk: &Path, place: &Path) -> Result<Salvage, SalvageError> {
    let (store, is_all) = Store::open_as_it_is(&Paths::new(desk)).map_err(OpenError::from)?;
    let (stories, is_sound) = read(&store, |on| (salvage::stories(on), salvage::is_sound(on)))?;
    let mut out = Salvage { folder: new_folder(place)?, whole: 0, part: 0, lost: 0 };
    let mut taken = BTreeSet::new();
    for story in stories {
        // Without its log the database is whole, and old.
        let left = read(&store, |on| left_of(on, story, is_sound, is_all))?;
        let mut write = |copy: &ReaderCopy, ending: &str| {
            let name = name_of(copy, story, ending, &mut taken);
            fs::write(out.folder.join(name), plain_text(copy))
        };
        match (&left.text, &left.revision) {
            (Some(text), _) if left.is_whole => {
                write(text, "")?;
                out.whole += 1;
            }
            (None, None) => out.lost += 1,
            (text, revision) => {
                text.iter().try_for_each(|text| write(text, " (part)"))?;
                revision.iter().try_for_each(|copy| write(copy, " (last revision)"))?;
                out.part += 1;
            }
        }
    }
    Ok(out)
}

fn read<T>(store: &Store, look: impl FnOnce(&Reader<'_>) -> T) -> Result<T, SalvageError> {
    let found = store.read(|on| Ok::<_, Error>(look(on)));
    found.map_err(|error| SalvageError::Desk(error.into()))
}

fn left_of(on: &Reader<'_>, story: StoryId, is_sound: bool, is_all: bool) -> Left {
    let remains = salvage::remains(on, story);
    let is_ours = |format: i64| format <= TEXT_FORMAT;
    let snapshots: Vec<_> = remains.snapshots.iter().filter(|row| is_ours(row.format)).collect();
    let ops: Vec<_> = remains.ops.iter().filter(|row| is_ours(row.format)).collect();
    let all = snapshots.len() == remains.snapshots.len() && ops.len() == remains.ops.len();
    let snapshots: Vec<_> = snapshots.iter().map(|row| row.bytes.as_slice()).collect();
    let ops: Vec<_> = ops.iter().map(|row| row.bytes.as_slice()).collect();
    let made = Document::salvage(&snapshots, &ops, READER);
    let fits = all && remains.damaged == 0 && made.as_ref().is_some_and(|it| it.is_whole);
    let text = made.map(|it| it.document.reader_copy());
    // A damaged table may have lost rows without a trace: then only the text's own hash proves that it is all.
    let is_proven = || {
        let hash = text.as_ref().map(canonical::copy_hash);
        hash.is_some() && hash == salvage::head_hash(on, story)
    };
    let is_whole = is_all && fits && (is_sound || is_proven());
    let revision = if is_whole { None } else { last_revision(on, story) };
    Left { text, is_whole, revision }
}

fn last_revision(on: &Reader<'_>, story: StoryId) -> Option<ReaderCopy> {
    let body = salvage::last_body(on, story)?;
    canonical::read_kept(std::str::from_utf8(&body).ok()?).ok()
}

/// A new folder: what an earlier try wrote stays as it is.
fn new_folder(place: &Path) -> io::Result<PathBuf> {
    let mut folder = place.join(FOLDER);
    let mut nth = 1;
    loop {
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => nth += 1,
            made => return made.map(|()| folder),
        }
        folder = place.join(format!("{FOLDER} {nth}"));
    }
}

/// A file's name by which a person finds the story; with its identifier where two have the same.
fn name_of(copy: &ReaderCopy, story: StoryId, ending: &str, taken: &mut BTreeSet<String>) -> String {
    let headline = copy.headline.text();
    let words: String = headline
        .chars()
        .map(|letter| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { ' ' } else { letter })
        .take(LONGEST_NAME)
        .collect();
    let words = words.trim().trim_start_matches('.');
    let words = if words.is_empty() { "Story" } else { words };
    let name = format!("{words}{ending}.txt");
    // Some disks take two spellings of a name for one.
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    format!("{words} {story}{ending}.txt")
}
