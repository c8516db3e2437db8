CREATE TABLE thread (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    thread BLOB NOT NULL CHECK (length(thread) = 16),
    kind TEXT NOT NULL,
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0),
    text TEXT NOT NULL DEFAULT '',
    mentions BLOB NOT NULL DEFAULT x'' CHECK (length(mentions) % 16 = 0),
    place TEXT NOT NULL DEFAULT '',
    quote TEXT NOT NULL DEFAULT '',
    quote_before TEXT NOT NULL DEFAULT '',
    quote_after TEXT NOT NULL DEFAULT '',
    cursors BLOB NOT NULL DEFAULT x'',
    revision BLOB CHECK (length(revision) = 16),
    value TEXT NOT NULL DEFAULT '',
    proposal BLOB CHECK (length(proposal) = 16),
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX thread_by_story ON thread (story);

CREATE TABLE verdict (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    suggestion BLOB NOT NULL CHECK (length(suggestion) = 16),
    kind TEXT NOT NULL,
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0),
    what TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    text_before TEXT NOT NULL DEFAULT '',
    text_after TEXT NOT NULL DEFAULT '',
    suggested_by BLOB CHECK (length(suggested_by) = 16),
    suggested_ms INTEGER NOT NULL DEFAULT 0,
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX verdict_by_story ON verdict (story);

CREATE TABLE quote_tick (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    text_before TEXT NOT NULL DEFAULT '',
    text_after TEXT NOT NULL DEFAULT '',
    is_done INTEGER NOT NULL DEFAULT 1,
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0),
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX quote_tick_by_story ON quote_tick (story);
