CREATE TABLE desk (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    format INTEGER NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    incarnation TEXT NOT NULL DEFAULT '',
    public_key BLOB NOT NULL DEFAULT x'',
    created_ms INTEGER NOT NULL,
    created_zone TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE member (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    member BLOB NOT NULL CHECK (length(member) = 16),
    name TEXT NOT NULL DEFAULT '',
    initials TEXT NOT NULL DEFAULT '',
    roles TEXT NOT NULL DEFAULT '',
    person BLOB CHECK (length(person) = 16),
    follows BLOB CHECK (length(follows) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX member_by_member ON member (member);
CREATE INDEX member_follows ON member (follows) WHERE follows IS NOT NULL;

CREATE TABLE person (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    person BLOB NOT NULL CHECK (length(person) = 16),
    card BLOB NOT NULL,
    follows BLOB CHECK (length(follows) = 16),
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX person_by_person ON person (person);
CREATE INDEX person_follows ON person (follows) WHERE follows IS NOT NULL;

CREATE TABLE story (
    story BLOB NOT NULL PRIMARY KEY CHECK (length(story) = 16),
    created_ms INTEGER NOT NULL,
    created_zone TEXT NOT NULL DEFAULT '',
    slugline TEXT NOT NULL DEFAULT '',
    headline TEXT NOT NULL DEFAULT '',
    deck TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL DEFAULT 0,
    updated_ms INTEGER NOT NULL,
    due_ms INTEGER,
    assignee BLOB CHECK (length(assignee) = 16),
    desk_state TEXT NOT NULL DEFAULT '',
    head_hash BLOB CHECK (length(head_hash) = 32),
    live TEXT NOT NULL DEFAULT '',
    live_since_ms INTEGER,
    is_sample INTEGER NOT NULL DEFAULT 0,
    is_spiked INTEGER NOT NULL DEFAULT 0,
    is_archived INTEGER NOT NULL DEFAULT 0,
    find TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX story_updated ON story (updated_ms);
CREATE INDEX story_desk_state ON story (desk_state, updated_ms);
CREATE INDEX story_live ON story (updated_ms) WHERE live <> '';

CREATE TABLE op (
    story BLOB NOT NULL CHECK (length(story) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    seq INTEGER NOT NULL CHECK (seq > 0),
    format INTEGER NOT NULL,
    peer INTEGER NOT NULL,
    counter_from INTEGER NOT NULL,
    counter_to INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    crc INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (story, device, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE peer (
    story BLOB NOT NULL CHECK (length(story) = 16),
    peer INTEGER NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    member BLOB NOT NULL CHECK (length(member) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (story, peer)
) STRICT, WITHOUT ROWID;
CREATE INDEX peer_by_peer ON peer (peer);

CREATE TABLE span (
    story BLOB NOT NULL CHECK (length(story) = 16),
    peer INTEGER NOT NULL,
    counter_from INTEGER NOT NULL,
    counter_to INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (story, peer, counter_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    story BLOB NOT NULL CHECK (length(story) = 16),
    generation INTEGER NOT NULL CHECK (generation > 0),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    format INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (story, generation)
) STRICT;

CREATE TABLE snapshot_mark (
    story BLOB NOT NULL CHECK (length(story) = 16),
    generation INTEGER NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    seq INTEGER NOT NULL,
    PRIMARY KEY (story, generation, device),
    FOREIGN KEY (story, generation) REFERENCES snapshot (story, generation) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE edit_seen (
    client TEXT NOT NULL,
    seq INTEGER NOT NULL,
    story BLOB NOT NULL CHECK (length(story) = 16),
    version INTEGER NOT NULL,
    ack BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (client, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    arrival INTEGER PRIMARY KEY,
    revision BLOB NOT NULL UNIQUE CHECK (length(revision) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    number INTEGER NOT NULL,
    parents BLOB NOT NULL DEFAULT x'',
    frontiers BLOB NOT NULL DEFAULT x'',
    kind TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32),
    words INTEGER NOT NULL DEFAULT 0,
    words_added INTEGER NOT NULL DEFAULT 0,
    words_removed INTEGER NOT NULL DEFAULT 0,
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    format INTEGER NOT NULL,
    body_sha256 BLOB NOT NULL CHECK (length(body_sha256) = 32),
    body_length INTEGER NOT NULL,
    link INTEGER NOT NULL DEFAULT 0,
    base INTEGER REFERENCES revision (arrival),
    body BLOB NOT NULL
) STRICT;
CREATE INDEX revision_by_story ON revision (story, number);

CREATE TABLE revision_note_item (
    revision BLOB NOT NULL REFERENCES revision (revision),
    position INTEGER NOT NULL,
    item BLOB NOT NULL CHECK (length(item) = 16),
    text TEXT NOT NULL,
    PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE note_tick (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    revision BLOB NOT NULL CHECK (length(revision) = 16),
    item BLOB NOT NULL CHECK (length(item) = 16),
    is_done INTEGER NOT NULL DEFAULT 1,
    follows BLOB CHECK (length(follows) = 16),
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX note_tick_by_story ON note_tick (story);

CREATE TABLE event (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    kind TEXT NOT NULL,
    revision BLOB CHECK (length(revision) = 16),
    copy_hash BLOB CHECK (length(copy_hash) = 32),
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0),
    until_ms INTEGER,
    to_member BLOB CHECK (length(to_member) = 16),
    why TEXT NOT NULL DEFAULT '',
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    door TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX event_by_story ON event (story);

CREATE TABLE reading (
    member BLOB NOT NULL CHECK (length(member) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    revision BLOB CHECK (length(revision) = 16),
    copy_hash BLOB CHECK (length(copy_hash) = 32),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (member, story)
) STRICT, WITHOUT ROWID;

CREATE TABLE "ignore" (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    check_key TEXT NOT NULL,
    anchor TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    follows BLOB CHECK (length(follows) = 16),
    is_withdrawn INTEGER NOT NULL DEFAULT 0,
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ignore_by_story ON "ignore" (story);

CREATE TABLE asset (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL,
    original_name TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}',
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE asset_garbage (
    sha256 BLOB NOT NULL PRIMARY KEY REFERENCES asset (sha256),
    since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE destination (
    destination BLOB NOT NULL PRIMARY KEY CHECK (length(destination) = 16),
    adapter TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    settings TEXT NOT NULL DEFAULT '{}',
    paused TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    is_removed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE job (
    job BLOB NOT NULL PRIMARY KEY CHECK (length(job) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    destination BLOB NOT NULL REFERENCES destination (destination),
    revision BLOB NOT NULL CHECK (length(revision) = 16),
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32),
    approval BLOB CHECK (length(approval) = 16),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT '',
    is_in_flight INTEGER NOT NULL DEFAULT 0,
    is_finished INTEGER NOT NULL DEFAULT 0,
    attempt INTEGER NOT NULL DEFAULT 0,
    next_at_ms INTEGER,
    due_ms INTEGER,
    trouble TEXT NOT NULL DEFAULT '',
    carried BLOB NOT NULL DEFAULT x'',
    operation TEXT NOT NULL DEFAULT '',
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    created_ms INTEGER NOT NULL,
    created_zone TEXT NOT NULL DEFAULT '',
    finished_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX job_in_flight ON job (story, destination) WHERE is_in_flight = 1;
CREATE INDEX job_next ON job (next_at_ms, created_ms) WHERE is_finished = 0 AND next_at_ms IS NOT NULL;
CREATE INDEX job_open ON job (created_ms) WHERE is_finished = 0;
CREATE INDEX job_by_story ON job (story, created_ms);
CREATE INDEX job_finished ON job (finished_ms) WHERE is_finished = 1;

CREATE TABLE attempt (
    job BLOB NOT NULL REFERENCES job (job),
    n INTEGER NOT NULL,
    step TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    ended_ms INTEGER,
    PRIMARY KEY (job, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
    arrival INTEGER PRIMARY KEY,
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16),
    story BLOB NOT NULL CHECK (length(story) = 16),
    destination BLOB NOT NULL CHECK (length(destination) = 16),
    kind TEXT NOT NULL,
    remote_id TEXT NOT NULL DEFAULT '',
    revision BLOB NOT NULL CHECK (length(revision) = 16),
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32),
    url TEXT NOT NULL DEFAULT '',
    web_slug TEXT NOT NULL DEFAULT '',
    version TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL DEFAULT '',
    member BLOB NOT NULL CHECK (length(member) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    snapshot TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX receipt_by_story ON receipt (story, destination);
CREATE INDEX receipt_by_destination ON receipt (destination);
CREATE INDEX receipt_by_slug ON receipt (destination, web_slug);

CREATE TABLE reservation (
    story BLOB NOT NULL CHECK (length(story) = 16),
    destination BLOB NOT NULL CHECK (length(destination) = 16),
    remote_id TEXT NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    at_ms INTEGER NOT NULL,
    zone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (story, destination)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_mark (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    batch INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO commit_mark (one, batch) VALUES (1, 0);
