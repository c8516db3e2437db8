CREATE TABLE live_copy (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    destination BLOB NOT NULL CHECK (length(destination) = 16),
    receipt BLOB NOT NULL CHECK (length(receipt) = 16),
    version TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL,
    changed_by TEXT NOT NULL DEFAULT '',
    changed_ms INTEGER,
    format INTEGER NOT NULL,
    body BLOB NOT NULL,
    besides TEXT NOT NULL DEFAULT '',
    revision BLOB CHECK (length(revision) = 16),
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX live_copy_by_story ON live_copy (story, destination);

CREATE TABLE destination_clock (
    destination BLOB NOT NULL PRIMARY KEY CHECK (length(destination) = 16),
    at_ms INTEGER NOT NULL,
    ahead_ms INTEGER
) STRICT;
