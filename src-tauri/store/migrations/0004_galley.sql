CREATE TABLE galley (
    story BLOB NOT NULL PRIMARY KEY CHECK (length(story) = 16),
    format INTEGER NOT NULL,
    program TEXT NOT NULL,
    rows_sha256 BLOB NOT NULL CHECK (length(rows_sha256) = 32),
    crc INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
