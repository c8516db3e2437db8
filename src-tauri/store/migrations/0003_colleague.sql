CREATE TABLE colleague (
    arrival INTEGER PRIMARY KEY,
    sign_key BLOB NOT NULL UNIQUE CHECK (length(sign_key) = 32),
    device BLOB NOT NULL CHECK (length(device) = 16),
    recipient TEXT NOT NULL,
    member BLOB NOT NULL CHECK (length(member) = 16),
    name TEXT NOT NULL DEFAULT '',
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX colleague_by_device ON colleague (device);
CREATE INDEX colleague_by_member ON colleague (member);

CREATE TABLE brought (
    record BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
    sign_key BLOB NOT NULL CHECK (length(sign_key) = 32),
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE met (
    arrival INTEGER PRIMARY KEY,
    story BLOB NOT NULL CHECK (length(story) = 16),
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32),
    frontiers BLOB NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX met_by_story ON met (story);

CREATE TABLE clash (
    clash BLOB NOT NULL PRIMARY KEY CHECK (length(clash) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    place TEXT NOT NULL,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    member BLOB NOT NULL CHECK (length(member) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    is_settled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX clash_open ON clash (story) WHERE is_settled = 0;
