//! `story export`, `story import`, `desk export`, `desk restore` and `desk salvage`: files named on the command line.

use crate::{
    args::{DeskWord, Failure, Session},
    command::print,
};
use copy::StoryId;
use newsroom::{
    desk_archive::{self, ArchiveSummary},
    story_file::{Arrival, For, Kind, Standing},
};
use serde_json::json;
use std::{
    fs,
    io::BufReader,
    path::{Path, PathBuf},
};

/// A passphrase: the first line of a file, so that it stands in no list of processes.
pub fn passphrase(file: &Path) -> Result<String, Failure> {
    let text =
        fs::read_to_string(file).map_err(|_| Failure::wrong("The file of the passphrase cannot be read."))?;
    let line = text.lines().next().unwrap_or_default().trim();
    match line.is_empty() {
        true => Err(Failure::wrong("The file of the passphrase is empty.")),
        false => Ok(line.to_owned()),
    }
}

/// For whom a file is.
pub struct Reader {
    /// A file with a passphrase.
    pub passphrase_file: Option<PathBuf>,
    /// Colleagues by name.
    pub to: Vec<String>,
}

fn reader(session: &Session, wanted: &Reader) -> Result<For, Failure> {
    if let Some(file) = &wanted.passphrase_file {
        return Ok(For::Passphrase(passphrase(file)?));
    }
    let known = session.counter.desk().colleagues()?;
    let mut keys = Vec::new();
    for name in &wanted.to {
        let fits: Vec<_> = known.iter().filter(|one| one.name == *name || one.words == *name).collect();
        match fits.as_slice() {
            [one] => keys.push(one.key),
            [] => return Err(Failure::wrong("No file came from such a colleague yet.")),
            _ => return Err(Failure::wrong("More than one key has this name. Write the key's words.")),
        }
    }
    match keys.is_empty() {
        true => Err(Failure::wrong("Name who can open it: --to COLLEAGUE or --passphrase-file FILE.")),
        false => Ok(For::Colleagues(keys)),
    }
}

/// Seals a story into a file.
pub fn export(
    session: &Session,
    story: StoryId,
    out: &Path,
    clean: bool,
    wanted: &Reader,
) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let kind = if clean { Kind::Clean } else { Kind::Full };
    let bytes = desk.export_story(session.member(), story, kind, &reader(session, wanted)?)?;
    let mut write = |file: &mut dyn std::io::Write| {
        file.write_all(&bytes).map_err(|_| newsroom::Error::from(newsroom::FileRefusal::NotWritten))
    };
    api::write_checked(out, &mut write, &|_, _| Ok(()))?;
    let words = desk.key_words()?;
    if session.json {
        return print(&json!({ "story": story, "bytes": bytes.len(), "clean": clean, "key": words }));
    }
    println!("Written, {} bytes. The words of this desk's key: {words}", bytes.len());
    Ok(())
}

/// Shows what a file would bring, and takes it in unless only that was asked.
pub fn import(
    session: &Session,
    file: &Path,
    passphrase_file: Option<&Path>,
    only_show: bool,
    key_was_checked: bool,
) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let is_small = fs::metadata(file).is_ok_and(|it| it.is_file() && it.len() <= api::LARGEST_FILE_BYTES);
    if !is_small {
        return Err(Failure::wrong("There is no such file, or it is larger than a story file can be."));
    }
    let bytes = fs::read(file).map_err(|_| Failure::wrong("The file cannot be read."))?;
    let parcel = desk.open_story_file(bytes.as_slice(), passphrase_file.map(passphrase).transpose()?)?;
    let arrival = match only_show {
        true => desk.preview_story_file(&parcel)?,
        false => desk.import_story_file(session.member(), &parcel, key_was_checked)?,
    };
    show(session, &arrival, only_show)
}

fn show(session: &Session, arrival: &Arrival, only_show: bool) -> Result<(), Failure> {
    let (standing, words) = match &arrival.standing {
        Standing::Own => ("own", ""),
        Standing::Known { words, .. } => ("known", words.as_str()),
        Standing::First { words } => ("first", words.as_str()),
        Standing::Changed { words, .. } => ("changed", words.as_str()),
    };
    let clashes: Vec<_> = arrival
        .clashes
        .iter()
        .map(|clash| json!({ "id": clash.id, "place": clash.place, "ours": clash.ours, "theirs": clash.theirs }))
        .collect();
    let kind = if arrival.kind == Kind::Clean { "clean" } else { "full" };
    if session.json {
        return print(&json!({
            "story": arrival.story, "kind": kind, "headline": arrival.headline, "from": arrival.from,
            "at_ms": arrival.at_ms, "key": { "standing": standing, "words": words }, "taken": !only_show,
            "new": arrival.is_new, "nothing": arrival.is_nothing(), "edits": arrival.edits,
            "words_added": arrival.words_added, "words_removed": arrival.words_removed,
            "revisions": arrival.revisions, "moves": arrival.moves, "comments": arrival.comments,
            "photos": arrival.photos, "clashes": clashes,
        }));
    }
    println!("{} ({kind}, from {})", arrival.headline, arrival.from);
    println!("story     {}", arrival.story);
    println!("key       {standing} {words}");
    println!(
        "brings    {} edits, {} words in, {} out; {} revisions, {} moves, {} comments, {} photos",
        arrival.edits,
        arrival.words_added,
        arrival.words_removed,
        arrival.revisions,
        arrival.moves,
        arrival.comments,
        arrival.photos
    );
    for clash in &arrival.clashes {
        println!("both      {}: \"{}\" here, \"{}\" there", clash.place, clash.ours, clash.theirs);
    }
    println!("{}", if only_show { "Nothing was changed." } else { "Taken in." });
    Ok(())
}

fn tell(summary: &ArchiveSummary, as_json: bool, what: &str) -> Result<(), Failure> {
    if as_json {
        return print(&json!({
            "device": summary.device, "at_ms": summary.at_ms, "stories": summary.stories, "photos": summary.photos,
        }));
    }
    println!("{what}: {} stories, {} photos.", summary.stories, summary.photos);
    Ok(())
}

/// Seals the whole desk, and opens the file again before it gets its name.
pub fn archive(session: &Session, out: &Path, passphrase_file: &Path) -> Result<(), Failure> {
    let desk = session.counter.desk();
    let passphrase = passphrase(passphrase_file)?;
    let mut made = None;
    let mut write = |file: &mut dyn std::io::Write| {
        made = Some(desk.archive_desk(file, &passphrase)?);
        Ok(())
    };
    let check = |file: &mut dyn std::io::Read, _| {
        let opened = desk_archive::verify_archive(file, &passphrase);
        opened.map(|_| ()).map_err(|_| newsroom::FileRefusal::ArchiveDamaged.into())
    };
    api::write_checked(out, &mut write, &check)?;
    made.map_or(Ok(()), |made| tell(&made, session.json, "Written and opened again"))
}

/// Writes out what can be read of a desk that does not open.
pub fn salvage(desk: &Path, out: &Path, as_json: bool) -> Result<(), Failure> {
    let _lock = crate::desk::lock(desk).map_err(|error| Failure { sentence: error.to_string(), code: 4 })?;
    let done = api::salvage_view(newsroom::salvage::take_out(desk, out))?;
    if as_json {
        return print(&json!(done));
    }
    println!(
        "Written into the folder \"{}\": {} texts, every word.",
        done.folder.unwrap_or_default(),
        done.whole
    );
    if done.part > 0 {
        println!(
            "{} more in part: their names end in \"(part)\", and the last whole revision lies beside.",
            done.part
        );
    }
    if done.lost > 0 {
        println!("{} could not be read at all. Nothing was deleted.", done.lost);
    }
    Ok(())
}

/// Puts an archived desk into an empty folder. No desk is open for it.
pub fn restore(word: &DeskWord, as_json: bool) -> Result<(), Failure> {
    let DeskWord::Restore { file, into, passphrase_file } = word else { return Ok(()) };
    let passphrase = passphrase(passphrase_file)?;
    let file = fs::File::open(file).map_err(|_| Failure::wrong("The file cannot be read."))?;
    let summary = desk_archive::restore_archive(BufReader::new(file), &passphrase, into)?;
    tell(&summary, as_json, "Restored as a new device")?;
    if !as_json {
        println!(
            "Passwords of destinations are not in an archive: enter them again. Unfinished jobs ask first."
        );
    }
    Ok(())
}
