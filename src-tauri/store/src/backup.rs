//! Copies of the database: 7 daily, 4 weekly, and one before each migration; and what to do when the
//! database is damaged: move it aside, never delete it, and put a copy in its place.
//!
//! A copy is made by `VACUUM INTO` (one step, from one moment), proven by opening it and
//! `quick_check`, and gets its name only then. Free space is looked at first. Photos are not in it: they are files
//! named by their hash, which nothing ever deletes.

use crate::{
    blob::sync_folder,
    connection::{Source, Way},
    error::Doing,
    migration::{self, Standing},
    paths::beside,
    story, Kind, Paths, Reader, Store, StoreError,
};
use chrono::{DateTime, Datelike};
use copy::{DeviceId, Sha256, StoryId};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupKind {
    /// The day's.
    Daily,
    /// The first of a week.
    Weekly,
    /// Before the schema changed.
    BeforeMigration,
}

/// A copy of the database.
#[derive(Clone, PartialEq, Eq)]
pub struct Backup {
    /// Why it was made.
    pub kind: BackupKind,
    /// When, in UTC milliseconds.
    pub at_ms: i64,
    /// Its size in bytes.
    pub length: u64,
    /// Where it lies.
    pub path: PathBuf,
}

/// A path never gets into a log by way of `{:?}`.
impl std::fmt::Debug for Backup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Backup").field("kind", &self.kind).field("at_ms", &self.at_ms).finish_non_exhaustive()
    }
}

/// How many days' copies are kept.
pub const DAILY: usize = 7;
/// How many weeks' copies are kept.
pub const WEEKLY: usize = 4;
/// What must be free beside the room for the copy itself: one can go on typing after it is made.
const SPARE_BYTES: u64 = 1 << 20;

const DAILY_PREFIX: &str = "daily-";
const WEEKLY_PREFIX: &str = "weekly-";
const BEFORE_PREFIX: &str = "before-";

/// Makes today's copy, and this week's, if they are not there yet, and lets go of the oldest. None:
/// there was nothing to do. Call it at start and every few hours; it reads, and does not hold up writes.
pub fn roll(store: &Store, now_ms: i64) -> Result<Option<Backup>, StoreError> {
    if store.is_read_only() {
        return Ok(None);
    }
    let paths = store.paths();
    let had = backups(paths)?;
    let (day, week) = (day(now_ms)?, week(now_ms)?);
    let any =
        |kind: BackupKind, same: &dyn Fn(i64) -> bool| had.iter().any(|it| it.kind == kind && same(it.at_ms));
    let has_day = any(BackupKind::Daily, &|at| self::day(at).is_ok_and(|it| it == day));
    let has_week = any(BackupKind::Weekly, &|at| self::week(at).is_ok_and(|it| it == week));
    if has_day && has_week {
        return Ok(None);
    }
    let mut made = None;
    for (there, kind, prefix) in
        [(has_week, BackupKind::Weekly, WEEKLY_PREFIX), (has_day, BackupKind::Daily, DAILY_PREFIX)]
    {
        if !there {
            let path = copy_to(paths, &format!("{prefix}{}", stamp(now_ms)?))?;
            made = Some(Backup { kind, at_ms: now_ms, length: length(&path), path });
        }
    }
    let now_there = backups(paths)?;
    for (kind, keep) in [(BackupKind::Daily, DAILY), (BackupKind::Weekly, WEEKLY)] {
        for old in now_there.iter().filter(|it| it.kind == kind).skip(keep) {
            fs::remove_file(&old.path).doing("let go of an old backup")?;
        }
    }
    Ok(made)
}

/// The copy before a migration to this version.
pub(crate) fn before_migration(paths: &Paths, now_ms: i64, version: i64) -> Result<(), StoreError> {
    copy_to(paths, &format!("{BEFORE_PREFIX}{version:04}-{}", stamp(now_ms)?))?;
    Ok(())
}

/// All copies, the newest first.
pub fn backups(paths: &Paths) -> Result<Vec<Backup>, StoreError> {
    let doing = "list the backups";
    let folder = match fs::read_dir(paths.backups()) {
        Ok(folder) => folder,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::file(doing, &error)),
    };
    let mut found = Vec::new();
    for entry in folder {
        let path = entry.doing(doing)?.path();
        let named = read_name(&path).filter(|_| path.is_file());
        if let Some((kind, at_ms)) = named {
            found.push(Backup { kind, at_ms, length: length(&path), path });
        }
    }
    found.sort_by(|a, b| (b.at_ms, b.kind, &b.path).cmp(&(a.at_ms, a.kind, &a.path)));
    Ok(found)
}

/// Opens a copy and checks it page by page.
pub fn verify(backup: &Backup) -> Result<(), StoreError> {
    verify_file(&backup.path)
}

/// Opens a copy, checks it, and counts the stories in it.
pub fn stories_in(backup: &Backup) -> Result<i64, StoreError> {
    verify(backup)?;
    let source = Source { database: backup.path.clone(), way: Way::Immutable };
    let conn = source.reader()?;
    story::count(&Reader::on(&conn))
}

/// A copy that is looked into, as it lies.
pub struct Opened {
    conn: rusqlite::Connection,
    at_ms: i64,
}

/// A story as a copy holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The copy hash of its head then.
    pub head_hash: Option<Sha256>,
    /// The last op row of each device that wrote in it.
    pub marks: BTreeMap<DeviceId, i64>,
}

impl Held {
    /// A story as a database holds it; none: it is not in it.
    pub fn read(on: &Reader<'_>, story: StoryId) -> Result<Option<Self>, StoreError> {
        let Some(row) = story::get(on, story)? else { return Ok(None) };
        let devices: BTreeSet<DeviceId> =
            crate::peer::list(on, story)?.into_iter().map(|peer| peer.device).collect();
        let mark = |device| Ok((device, crate::op::last_seq(on, story, device)?));
        let marks = devices.into_iter().map(mark).collect::<Result<_, StoreError>>()?;
        Ok(Some(Self { head_hash: row.head_hash, marks }))
    }
}

impl Opened {
    /// When the copy was made.
    pub fn at_ms(&self) -> i64 {
        self.at_ms
    }

    /// A story as it holds it; none: it is not in it.
    pub fn story(&self, story: StoryId) -> Result<Option<Held>, StoreError> {
        Held::read(&Reader::on(&self.conn), story)
    }
}

/// Opens a copy for looking into it. It was proven when it was made.
pub fn open(backup: &Backup) -> Result<Opened, StoreError> {
    let source = Source { database: backup.path.clone(), way: Way::Immutable };
    Ok(Opened { conn: source.reader()?, at_ms: backup.at_ms })
}

/// Copies the database as it is at this moment into a file that is not there yet, and proves the copy.
pub fn copy_into(paths: &Paths, target: &Path) -> Result<(), StoreError> {
    make(&paths.database(), target)
}

/// Opens a database that lies anywhere and checks it page by page.
pub fn verify_database(path: &Path) -> Result<(), StoreError> {
    verify_file(path)
}

/// Moves the database, its log and its index to `aside/`, all three as they are; where the database
/// lies now. The desk must be closed.
pub fn move_aside(paths: &Paths, now_ms: i64) -> Result<PathBuf, StoreError> {
    let doing = "move the database aside";
    let aside = paths.aside();
    fs::create_dir_all(&aside).doing(doing)?;
    let database = paths.database();
    let stem = format!("desk-{}", stamp(now_ms)?);
    let target = (0_u32..)
        .map(|n| if n == 0 { format!("{stem}.sqlite") } else { format!("{stem}-{n}.sqlite") })
        .map(|name| aside.join(name))
        .find(|path| !path.exists())
        .ok_or(StoreError::Missing { doing })?;
    // The log first: a crash in between must not leave a log beside some other database.
    for suffix in ["-wal", "-shm", ""] {
        match fs::rename(beside(&database, suffix), beside(&target, suffix)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !suffix.is_empty() => {}
            Err(error) => return Err(StoreError::file(doing, &error)),
        }
    }
    sync_folder(&aside).doing(doing)?;
    sync_folder(&paths.desk).doing(doing)?;
    Ok(target)
}

/// Puts a copy in the database's place. What is there is moved aside first. The desk must be closed;
/// afterwards it is another device (its incarnation no longer fits).
pub fn restore_backup(paths: &Paths, backup: &Backup, now_ms: i64) -> Result<(), StoreError> {
    let doing = "restore a backup";
    verify(backup)?;
    require_room(&paths.desk, backup.length.saturating_add(SPARE_BYTES))?;
    let part = paths.desk.join("desk.sqlite.part");
    fs::copy(&backup.path, &part).doing(doing)?;
    fs::File::open(&part).and_then(|file| file.sync_all()).doing(doing)?;
    if paths.database().exists() {
        move_aside(paths, now_ms)?;
    }
    fs::rename(&part, paths.database()).doing(doing)?;
    sync_folder(&paths.desk).doing(doing)
}

fn copy_to(paths: &Paths, name: &str) -> Result<PathBuf, StoreError> {
    let doing = "make a backup";
    let folder = paths.backups();
    fs::create_dir_all(&folder).doing(doing)?;
    let database = paths.database();
    let needed = length(&database) + length(&beside(&database, "-wal"));
    require_room(&folder, needed.saturating_add(SPARE_BYTES))?;
    let part = folder.join(format!("{name}.part"));
    let target = folder.join(format!("{name}.sqlite"));
    remove_part(&part).doing(doing)?;
    let made = make(&database, &part).and_then(|()| fs::rename(&part, &target).doing(doing));
    if let Err(error) = made {
        // What is left of a copy that did not work helps nobody and takes room that typing needs.
        let _ = remove_part(&part);
        return Err(error);
    }
    sync_folder(&folder).doing(doing)?;
    Ok(target)
}

fn make(database: &Path, part: &Path) -> Result<(), StoreError> {
    let doing = "make a backup";
    let source = Source { database: database.to_owned(), way: Way::Read };
    let conn = source.reader()?;
    let into = part.to_str().ok_or(StoreError::Missing { doing })?;
    conn.execute("VACUUM INTO ?1", (into,)).doing(doing)?;
    drop(conn);
    fs::File::open(part).and_then(|file| file.sync_all()).doing(doing)?;
    verify_file(part)
}

fn verify_file(path: &Path) -> Result<(), StoreError> {
    let doing = "check a backup";
    let what = "a backup";
    let source = Source { database: path.to_owned(), way: Way::Immutable };
    let conn = source.reader()?;
    if !matches!(migration::standing(&conn, migration::MIGRATIONS)?, Standing::At(_)) {
        return Err(StoreError::Damaged { what });
    }
    let answer: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).doing(doing)?;
    match answer.as_str() {
        "ok" => Ok(()),
        _ => Err(StoreError::Damaged { what }),
    }
}

fn remove_part(part: &Path) -> std::io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn require_room(folder: &Path, bytes: u64) -> Result<(), StoreError> {
    let doing = "look for room for a backup";
    match fs4::available_space(folder).doing(doing)? {
        free if free >= bytes => Ok(()),
        _ => Err(StoreError::File { doing, kind: Kind::Full, error: std::io::ErrorKind::StorageFull }),
    }
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |it| it.len())
}

fn moment(at_ms: i64) -> Result<DateTime<chrono::Utc>, StoreError> {
    DateTime::from_timestamp_millis(at_ms).ok_or(StoreError::Missing { doing: "name a backup" })
}

fn day(at_ms: i64) -> Result<(i32, u32), StoreError> {
    moment(at_ms).map(|it| (it.year(), it.ordinal()))
}

fn week(at_ms: i64) -> Result<(i32, u32), StoreError> {
    moment(at_ms).map(|it| (it.iso_week().year(), it.iso_week().week()))
}

/// `20261124T104903.123Z`: sorts by time, is lawful in file names everywhere.
fn stamp(at_ms: i64) -> Result<String, StoreError> {
    Ok(moment(at_ms)?.format("%Y%m%dT%H%M%S%.3fZ").to_string())
}

fn read_name(path: &Path) -> Option<(BackupKind, i64)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".sqlite")?;
    let (kind, stamp) = if let Some(stamp) = name.strip_prefix(DAILY_PREFIX) {
        (BackupKind::Daily, stamp)
    } else if let Some(stamp) = name.strip_prefix(WEEKLY_PREFIX) {
        (BackupKind::Weekly, stamp)
    } else {
        (BackupKind::BeforeMigration, name.strip_prefix(BEFORE_PREFIX)?.split_once('-')?.1)
    };
    let at = chrono::NaiveDateTime::parse_from_str(stamp, "%Y%m%dT%H%M%S%.3fZ").ok()?;
    Some((kind, at.and_utc().timestamp_millis()))
}
