//! A Copydesk that does not exist yet: what it would do to a desk's schema, for the tests that cut
//! such an upgrade midway.

use store::{Migration, MIGRATIONS};

/// Today's migrations and the next two: a table built anew row by row, and a new column.
pub fn migrations() -> Vec<Migration> {
    let next = latest() + 1;
    let mut all = MIGRATIONS.to_vec();
    all.push(Migration {
        version: next,
        name: "next_events_anew",
        sql: "CREATE TABLE event_anew (
                  arrival INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, story BLOB NOT NULL,
                  kind TEXT NOT NULL, why TEXT NOT NULL DEFAULT '') STRICT;
              INSERT INTO event_anew (arrival, record, story, kind, why)
                  SELECT arrival, record, story, kind, why FROM event;
              DROP TABLE event;
              ALTER TABLE event_anew RENAME TO event;
              CREATE INDEX event_by_story ON event (story);",
    });
    all.push(Migration {
        version: next + 1,
        name: "next_story_colour",
        sql: "ALTER TABLE story ADD COLUMN colour TEXT NOT NULL DEFAULT 'ink';",
    });
    all
}

/// The newest version that today's Copydesk knows.
pub fn latest() -> i64 {
    MIGRATIONS.last().map_or(0, |last| last.version)
}

/// Makes a database as an upgrade that cannot work finds it: the newest migration is not noted, and what it makes is
/// there.
pub fn forget_the_latest(database: &std::path::Path) {
    let sql = format!(
        "DELETE FROM migration WHERE version = {}; PRAGMA user_version = {};",
        latest(),
        latest() - 1
    );
    let opened = rusqlite::Connection::open(database).expect("the database opens");
    opened.execute_batch(&sql).expect("the newest migration is forgotten");
}
