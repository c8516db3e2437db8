//! The index of stories: what lists and trays show. It can be rebuilt from documents and records, and
//! nothing in it is the truth about a story.
//!
//! Finding is by parts of slugline and headline, folded to lower case here in Rust, because SQLite's
//! own folding knows only ASCII and every second headline is Ukrainian.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{MemberId, Sha256, Stamp, StoryId};

/// A story as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// The story.
    pub story: StoryId,
    /// When it was made.
    pub created: Stamp,
    /// The desk's word for it.
    pub slugline: String,
    /// The headline.
    pub headline: String,
    /// The deck, or its beginning.
    pub deck: String,
    /// The byline as it is printed.
    pub byline: String,
    /// The section.
    pub section: String,
    /// The language, BCP 47.
    pub language: String,
    /// Words in the body.
    pub words: i64,
    /// The last change.
    pub updated_ms: i64,
    /// When it is due.
    pub due_ms: Option<i64>,
    /// Whose it is now.
    pub assignee: Option<MemberId>,
    /// The folded desk state's name, for trays only.
    pub desk_state: String,
    /// The copy hash of the head.
    pub head_hash: Option<Sha256>,
    /// The label with the public (`published`, `updating` …); empty: never sent anywhere.
    pub live: String,
    /// Since when it is live anywhere.
    pub live_since_ms: Option<i64>,
    /// The sample story of the first run.
    pub is_sample: bool,
    /// Spiked.
    pub is_spiked: bool,
    /// Archived.
    pub is_archived: bool,
}

/// Which stories a list asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryQuery {
    /// Only those in one of these desk states; empty: any.
    pub desk_states: Vec<String>,
    /// Only this member's.
    pub assignee: Option<MemberId>,
    /// Only those whose slugline or headline holds every one of these words, or parts of words.
    pub find: String,
    /// Only those that readers see somewhere, or that are on their way.
    pub only_live: bool,
    /// Also spiked and archived ones.
    pub with_closed: bool,
    /// Only those last changed before this: the next page.
    pub before_ms: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

const COLUMNS: &str = "story, created_ms, created_zone, slugline, headline, deck, byline, section, language,
    words, updated_ms, due_ms, assignee, desk_state, head_hash, live, live_since_ms, is_sample,
    is_spiked, is_archived";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoryRow> {
    let mut c = Columns::of(row);
    Ok(StoryRow {
        story: c.key()?,
        created: c.stamp()?,
        slugline: c.plain()?,
        headline: c.plain()?,
        deck: c.plain()?,
        byline: c.plain()?,
        section: c.plain()?,
        language: c.plain()?,
        words: c.plain()?,
        updated_ms: c.plain()?,
        due_ms: c.plain()?,
        assignee: c.key_opt()?,
        desk_state: c.plain()?,
        head_hash: c.key_opt()?,
        live: c.plain()?,
        live_since_ms: c.plain()?,
        is_sample: c.plain()?,
        is_spiked: c.plain()?,
        is_archived: c.plain()?,
    })
}

/// Writes a story's row, new or changed.
pub fn put(tx: &Tx<'_>, row: &StoryRow) -> Result<(), StoreError> {
    let find = format!("{}\n{}", row.slugline, row.headline).to_lowercase();
    tx.run(
        "write a story's row",
        "INSERT INTO story (story, created_ms, created_zone, slugline, headline, deck, byline, section,
             language, words, updated_ms, due_ms, assignee, desk_state, head_hash, live,
             live_since_ms, is_sample, is_spiked, is_archived, find)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
         ON CONFLICT (story) DO UPDATE SET slugline = excluded.slugline, headline = excluded.headline,
             deck = excluded.deck, byline = excluded.byline, section = excluded.section,
             language = excluded.language, words = excluded.words, updated_ms = excluded.updated_ms,
             due_ms = excluded.due_ms, assignee = excluded.assignee, desk_state = excluded.desk_state,
             head_hash = excluded.head_hash, live = excluded.live,
             live_since_ms = excluded.live_since_ms, is_sample = excluded.is_sample,
             is_spiked = excluded.is_spiked, is_archived = excluded.is_archived, find = excluded.find",
        rusqlite::params![
            Col(row.story),
            row.created.at_ms,
            row.created.zone,
            row.slugline,
            row.headline,
            row.deck,
            row.byline,
            row.section,
            row.language,
            row.words,
            row.updated_ms,
            row.due_ms,
            opt(row.assignee),
            row.desk_state,
            opt(row.head_hash),
            row.live,
            row.live_since_ms,
            row.is_sample,
            row.is_spiked,
            row.is_archived,
            find,
        ],
    )?;
    Ok(())
}

/// One story's row.
pub fn get(on: &Reader<'_>, story: StoryId) -> Result<Option<StoryRow>, StoreError> {
    on.row("read a story's row", &format!("SELECT {COLUMNS} FROM story WHERE story = ?1"), (Col(story),), map)
}

/// The part of a query that says which stories, with its parameters.
fn asked(query: &StoryQuery) -> (String, Vec<Box<dyn rusqlite::ToSql>>) {
    let mut sql = "FROM story WHERE updated_ms < ?1".to_owned();
    let mut params: Vec<Box<dyn rusqlite::ToSql>> = vec![Box::new(query.before_ms.unwrap_or(i64::MAX))];
    if !query.with_closed {
        sql.push_str(" AND is_spiked = 0 AND is_archived = 0");
    }
    if query.only_live {
        sql.push_str(" AND live <> ''");
    }
    if let Some(member) = query.assignee {
        params.push(Box::new(Col(member)));
        sql.push_str(&format!(" AND assignee = ?{}", params.len()));
    }
    for (index, state) in query.desk_states.iter().enumerate() {
        params.push(Box::new(state.clone()));
        let join = if index == 0 { " AND desk_state IN (" } else { ", " };
        sql.push_str(&format!("{join}?{}", params.len()));
    }
    if !query.desk_states.is_empty() {
        sql.push(')');
    }
    for word in query.find.to_lowercase().split_whitespace() {
        params.push(Box::new(word.to_owned()));
        sql.push_str(&format!(" AND instr(find, ?{}) > 0", params.len()));
    }
    (sql, params)
}

/// The stories that a list asks for, last changed first.
pub fn list(on: &Reader<'_>, query: &StoryQuery) -> Result<Vec<StoryRow>, StoreError> {
    let (which, mut params) = asked(query);
    params.push(Box::new(query.limit));
    let limit = params.len();
    let sql = format!("SELECT {COLUMNS} {which} ORDER BY updated_ms DESC, story LIMIT ?{limit}");
    on.rows("list stories", &sql, rusqlite::params_from_iter(params), map)
}

/// How many stories a list would hold without its limit.
pub fn found(on: &Reader<'_>, query: &StoryQuery) -> Result<i64, StoreError> {
    let (which, params) = asked(query);
    let sql = format!("SELECT count(*) {which}");
    let found =
        on.row("count the stories found", &sql, rusqlite::params_from_iter(params), |row| row.get(0))?;
    Ok(found.unwrap_or(0))
}

/// How many stories there are.
pub fn count(on: &Reader<'_>) -> Result<i64, StoreError> {
    Ok(on.row("count the stories", "SELECT count(*) FROM story", [], |row| row.get(0))?.unwrap_or(0))
}

/// How many stories there are in each desk state, and how many of all are live anywhere (as `live`).
pub fn counts(on: &Reader<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    on.rows(
        "count the trays",
        "SELECT desk_state, count(*) FROM story GROUP BY desk_state
         UNION ALL SELECT 'live', count(*) FROM story WHERE live <> '' AND is_spiked = 0 AND is_archived = 0",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Stories with operations that came after their row was written: the row must be made anew.
pub fn stale(on: &Reader<'_>) -> Result<Vec<StoryId>, StoreError> {
    on.rows(
        "look for stories whose row is behind",
        "SELECT story.story FROM story JOIN (SELECT story, max(at_ms) AS last FROM op GROUP BY story) AS newest
             ON newest.story = story.story
         WHERE newest.last > story.updated_ms",
        [],
        |row| Columns::of(row).key(),
    )
}
