-- The shelves, as all migrations together make them. A test compares; the migrations are what runs.
--
-- House rules: STRICT tables; NOT NULL with a default wherever there is one, NULL only for an id, a hash
-- or a time that does not exist; ids are 16-byte blobs, hashes 32-byte blobs; times are UTC milliseconds
-- with the zone's name beside them, and order is causal or of arrival, never the clock's. Foreign keys
-- only where both rows are written here: records from other desks arrive in any order.
--
-- The runner adds `migration` (version, name, sha256, at_ms) and the header's user_version.

-- Whose desk this is: one row.
CREATE TABLE desk (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), -- there is one row
    format INTEGER NOT NULL, -- the format of what is stored; a newer one is refused
    device BLOB NOT NULL CHECK (length(device) = 16), -- one incarnation of this folder on one computer
    incarnation TEXT NOT NULL DEFAULT '', -- also kept outside: a mismatch means a restored or copied folder
    public_key BLOB NOT NULL DEFAULT x'', -- the public half of the device key
    created_ms INTEGER NOT NULL, -- when it was made, UTC
    created_zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;

-- Members, who act. Append-only versions of a card; the current one is followed by none.
CREATE TABLE member (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member
    name TEXT NOT NULL DEFAULT '', -- their name
    initials TEXT NOT NULL DEFAULT '', -- shown in lists
    roles TEXT NOT NULL DEFAULT '', -- names with spaces between
    person BLOB CHECK (length(person) = 16), -- whom they are printed as
    follows BLOB CHECK (length(follows) = 16), -- the record that this one changes
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX member_by_member ON member (member);
CREATE INDEX member_follows ON member (follows) WHERE follows IS NOT NULL;

-- Persons, who are printed. Append-only versions of a card.
CREATE TABLE person (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    person BLOB NOT NULL CHECK (length(person) = 16), -- the person
    card BLOB NOT NULL, -- JSON of the card
    follows BLOB CHECK (length(follows) = 16), -- the record that this one changes
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX person_by_person ON person (person);
CREATE INDEX person_follows ON person (follows) WHERE follows IS NOT NULL;

-- The index of stories for lists and trays. Rebuilt from documents and records; never the truth.
CREATE TABLE story (
    story BLOB NOT NULL PRIMARY KEY CHECK (length(story) = 16), -- the story
    created_ms INTEGER NOT NULL, -- when it was made, UTC
    created_zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    slugline TEXT NOT NULL DEFAULT '', -- the desk's word for it
    headline TEXT NOT NULL DEFAULT '', -- the headline
    deck TEXT NOT NULL DEFAULT '', -- the deck or its beginning
    byline TEXT NOT NULL DEFAULT '', -- as it is printed
    section TEXT NOT NULL DEFAULT '', -- the section
    language TEXT NOT NULL DEFAULT '', -- BCP 47
    words INTEGER NOT NULL DEFAULT 0, -- words in the body
    updated_ms INTEGER NOT NULL, -- the last change, UTC
    due_ms INTEGER, -- when it is due, UTC
    assignee BLOB CHECK (length(assignee) = 16), -- whose it is now
    desk_state TEXT NOT NULL DEFAULT '', -- the folded state's name, for trays only
    head_hash BLOB CHECK (length(head_hash) = 32), -- copy hash of the head
    live TEXT NOT NULL DEFAULT '', -- the live states in short, for trays only; empty: nowhere
    live_since_ms INTEGER, -- since when, UTC
    is_sample INTEGER NOT NULL DEFAULT 0, -- the sample story of the first run
    is_spiked INTEGER NOT NULL DEFAULT 0, -- spiked
    is_archived INTEGER NOT NULL DEFAULT 0, -- archived
    find TEXT NOT NULL DEFAULT '' -- slugline and headline in lower case, to be found by
) STRICT;
CREATE INDEX story_updated ON story (updated_ms);
CREATE INDEX story_desk_state ON story (desk_state, updated_ms);
CREATE INDEX story_live ON story (updated_ms) WHERE live <> '';

-- What was typed: one row an acknowledged edit, numbered without gaps for each story and device.
CREATE TABLE op (
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    seq INTEGER NOT NULL CHECK (seq > 0), -- 1, 2, 3 … of this story and device
    format INTEGER NOT NULL, -- the format of what is stored; a newer one is refused
    peer INTEGER NOT NULL, -- 64 random bits
    counter_from INTEGER NOT NULL, -- the first counter
    counter_to INTEGER NOT NULL, -- the counter after the last
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    crc INTEGER NOT NULL, -- CRC-32 of the bytes
    bytes BLOB NOT NULL, -- the document's own bytes
    PRIMARY KEY (story, device, seq)
) STRICT, WITHOUT ROWID;

-- Who wrote with which of the document's peers. Written with its first op; never used again.
CREATE TABLE peer (
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    peer INTEGER NOT NULL, -- 64 random bits
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    member BLOB NOT NULL CHECK (length(member) = 16), -- whose it is
    at_ms INTEGER NOT NULL, -- when it began, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    PRIMARY KEY (story, peer)
) STRICT, WITHOUT ROWID;
CREATE INDEX peer_by_peer ON peer (peer);

-- When a stretch of a peer's counters was written: what is left of op rows after compaction.
CREATE TABLE span (
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    peer INTEGER NOT NULL, -- 64 random bits
    counter_from INTEGER NOT NULL, -- the first counter
    counter_to INTEGER NOT NULL, -- the counter after the last
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    PRIMARY KEY (story, peer, counter_from)
) STRICT, WITHOUT ROWID;

-- A story's whole document with its history. Two generations are kept.
CREATE TABLE snapshot (
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    generation INTEGER NOT NULL CHECK (generation > 0), -- 1, 2, 3 …
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    format INTEGER NOT NULL, -- the format of what is stored; a newer one is refused
    crc INTEGER NOT NULL, -- CRC-32 of the bytes
    bytes BLOB NOT NULL, -- the document's own bytes
    PRIMARY KEY (story, generation)
) STRICT;

-- Up to which op of each device a snapshot goes.
CREATE TABLE snapshot_mark (
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    generation INTEGER NOT NULL, -- 1, 2, 3 …
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    seq INTEGER NOT NULL, -- the last op that is in it
    PRIMARY KEY (story, generation, device),
    FOREIGN KEY (story, generation) REFERENCES snapshot (story, generation) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Answers to clients' numbered edits, so that a call that comes twice gets its first one.
CREATE TABLE edit_seen (
    client TEXT NOT NULL, -- the window that asked
    seq INTEGER NOT NULL, -- the client's number for it
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    version INTEGER NOT NULL, -- the version that came of it
    ack BLOB NOT NULL, -- the whole answer
    at_ms INTEGER NOT NULL, -- when, UTC
    PRIMARY KEY (client, seq)
) STRICT, WITHOUT ROWID;

-- Revisions. The body is compressed with another row's plain body as dictionary.
CREATE TABLE revision (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    revision BLOB NOT NULL UNIQUE CHECK (length(revision) = 16), -- the revision
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    number INTEGER NOT NULL, -- what people see; two desks may clash
    parents BLOB NOT NULL DEFAULT x'', -- 16 bytes each
    frontiers BLOB NOT NULL DEFAULT x'', -- the document's version
    kind TEXT NOT NULL, -- the kind's name
    note TEXT NOT NULL DEFAULT '', -- the revision note's line
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32), -- SHA-256 of the canonical copy
    words INTEGER NOT NULL DEFAULT 0, -- words in the body
    words_added INTEGER NOT NULL DEFAULT 0, -- since the parent
    words_removed INTEGER NOT NULL DEFAULT 0, -- since the parent
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    format INTEGER NOT NULL, -- the format of what is stored; a newer one is refused
    body_sha256 BLOB NOT NULL CHECK (length(body_sha256) = 32), -- SHA-256 of the plain body
    body_length INTEGER NOT NULL, -- bytes of the plain body
    link INTEGER NOT NULL DEFAULT 0, -- rows since the last step or whole body
    base INTEGER REFERENCES revision (arrival), -- the row whose plain body is the dictionary; none: whole
    body BLOB NOT NULL -- zstd
) STRICT;
CREATE INDEX revision_by_story ON revision (story, number);

-- What a revision note asks for, item by item.
CREATE TABLE revision_note_item (
    revision BLOB NOT NULL REFERENCES revision (revision), -- the revision
    position INTEGER NOT NULL, -- 0, 1, 2 …
    item BLOB NOT NULL CHECK (length(item) = 16), -- the item
    text TEXT NOT NULL, -- its words
    PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;

-- Items ticked and unticked. Append-only.
CREATE TABLE note_tick (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    revision BLOB NOT NULL CHECK (length(revision) = 16), -- the revision
    item BLOB NOT NULL CHECK (length(item) = 16), -- the item
    is_done INTEGER NOT NULL DEFAULT 1, -- done, or taken back
    follows BLOB CHECK (length(follows) = 16), -- the record that this one changes
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX note_tick_by_story ON note_tick (story);

-- Workflow events. Append-only; every state is folded from them.
CREATE TABLE event (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    kind TEXT NOT NULL, -- the kind's name
    revision BLOB CHECK (length(revision) = 16), -- the revision
    copy_hash BLOB CHECK (length(copy_hash) = 32), -- SHA-256 of the canonical copy
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0), -- the newest events that its author had seen, 16 bytes each
    until_ms INTEGER, -- an embargo's or a schedule's time
    to_member BLOB CHECK (length(to_member) = 16), -- to whom it was given
    why TEXT NOT NULL DEFAULT '', -- the reason in words
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    door TEXT NOT NULL DEFAULT '' -- window or command line
) STRICT;
CREATE INDEX event_by_story ON event (story);

-- What each member has read last of each story.
CREATE TABLE reading (
    member BLOB NOT NULL CHECK (length(member) = 16), -- who read
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    revision BLOB CHECK (length(revision) = 16), -- none: the head between revisions
    copy_hash BLOB CHECK (length(copy_hash) = 32), -- SHA-256 of the canonical copy
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    PRIMARY KEY (member, story)
) STRICT, WITHOUT ROWID;

-- "Ignore here": checks set aside, and taken up again by a following record. Append-only.
CREATE TABLE "ignore" (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    check_key TEXT NOT NULL, -- which check
    anchor TEXT NOT NULL DEFAULT '', -- the words or the part that it stands on
    why TEXT NOT NULL DEFAULT '', -- the reason in words
    follows BLOB CHECK (length(follows) = 16), -- the record that this one changes
    is_withdrawn INTEGER NOT NULL DEFAULT 0, -- the check is taken up again
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX ignore_by_story ON "ignore" (story);

-- Photos by the hash of their bytes, which lie in blobs/.
CREATE TABLE asset (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32), -- of the bytes
    media_type TEXT NOT NULL, -- as in image/jpeg
    width INTEGER NOT NULL DEFAULT 0, -- pixels, upright
    height INTEGER NOT NULL DEFAULT 0, -- pixels, upright
    length INTEGER NOT NULL, -- bytes
    original_name TEXT NOT NULL DEFAULT '', -- the file's name where it came from
    facts TEXT NOT NULL DEFAULT '{}', -- JSON of what was read from it
    at_ms INTEGER NOT NULL, -- when it came in, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;

-- Photos that nothing uses, and since when. Nothing deletes them yet.
CREATE TABLE asset_garbage (
    sha256 BLOB NOT NULL PRIMARY KEY REFERENCES asset (sha256), -- of the bytes
    since_ms INTEGER NOT NULL -- since when, UTC
) STRICT;

-- Where stories go. Never a credential.
CREATE TABLE destination (
    destination BLOB NOT NULL PRIMARY KEY CHECK (length(destination) = 16), -- the destination
    adapter TEXT NOT NULL, -- which adapter speaks to it
    name TEXT NOT NULL DEFAULT '', -- what people call it
    address TEXT NOT NULL DEFAULT '', -- normalised
    settings TEXT NOT NULL DEFAULT '{}', -- JSON
    paused TEXT NOT NULL DEFAULT '', -- why nothing is sent there; empty: it is not paused
    position INTEGER NOT NULL DEFAULT 0, -- its place in lists
    is_removed INTEGER NOT NULL DEFAULT 0 -- listed only with what it published
) STRICT;

-- The outbox: a pinned revision on its way to a destination.
CREATE TABLE job (
    job BLOB NOT NULL PRIMARY KEY CHECK (length(job) = 16), -- the job
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    destination BLOB NOT NULL REFERENCES destination (destination), -- the destination
    revision BLOB NOT NULL CHECK (length(revision) = 16), -- the revision
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32), -- SHA-256 of the canonical copy
    approval BLOB CHECK (length(approval) = 16), -- the approval that lets it go
    kind TEXT NOT NULL, -- publish, update or withdraw
    state TEXT NOT NULL, -- the state's name
    step TEXT NOT NULL DEFAULT '', -- the step of the protocol
    is_in_flight INTEGER NOT NULL DEFAULT 0, -- something of it may be at the destination
    is_finished INTEGER NOT NULL DEFAULT 0, -- nothing more will be done
    attempt INTEGER NOT NULL DEFAULT 0, -- how many were begun
    next_at_ms INTEGER, -- when to go on; none: not by itself
    due_ms INTEGER, -- the time that it was scheduled for
    trouble TEXT NOT NULL DEFAULT '', -- JSON of what stands in the way
    carried BLOB NOT NULL DEFAULT x'', -- what the next step needs of those before
    operation TEXT NOT NULL DEFAULT '', -- the operation's id, made here
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    created_ms INTEGER NOT NULL, -- when it was made, UTC
    created_zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    finished_ms INTEGER -- when it was finished, UTC
) STRICT;
-- One in flight for a story and destination.
CREATE UNIQUE INDEX job_in_flight ON job (story, destination) WHERE is_in_flight = 1;
-- Holds no finished job: the next due one costs the same after 100,000.
CREATE INDEX job_next ON job (next_at_ms, created_ms) WHERE is_finished = 0 AND next_at_ms IS NOT NULL;
CREATE INDEX job_open ON job (created_ms) WHERE is_finished = 0;
CREATE INDEX job_by_story ON job (story, created_ms);
CREATE INDEX job_finished ON job (finished_ms) WHERE is_finished = 1;

-- Attempts at a job's steps, written down before anything is sent.
CREATE TABLE attempt (
    job BLOB NOT NULL REFERENCES job (job), -- the job
    n INTEGER NOT NULL, -- 1, 2, 3 … within the job
    step TEXT NOT NULL, -- the step of the protocol
    at_ms INTEGER NOT NULL, -- when it began, UTC
    outcome TEXT NOT NULL DEFAULT '', -- how it ended; empty: nobody knows yet
    detail TEXT NOT NULL DEFAULT '', -- more about it; no credentials, no story text
    ended_ms INTEGER, -- when it ended, UTC
    PRIMARY KEY (job, n)
) STRICT, WITHOUT ROWID;

-- What went live where, and what it looked like. Append-only.
CREATE TABLE receipt (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    destination BLOB NOT NULL CHECK (length(destination) = 16), -- the destination
    kind TEXT NOT NULL, -- publish, update, withdraw …
    remote_id TEXT NOT NULL DEFAULT '', -- what the destination calls it
    revision BLOB NOT NULL CHECK (length(revision) = 16), -- the revision
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32), -- SHA-256 of the canonical copy
    url TEXT NOT NULL DEFAULT '', -- where readers find it
    web_slug TEXT NOT NULL DEFAULT '', -- the web slug that it was published under
    version TEXT NOT NULL DEFAULT '', -- the destination's version token
    content_hash TEXT NOT NULL DEFAULT '', -- hash of what the destination holds, in the adapter's form
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    snapshot TEXT NOT NULL DEFAULT '{}' -- JSON of cards, labels and printed times as they were
) STRICT;
CREATE INDEX receipt_by_story ON receipt (story, destination);
CREATE INDEX receipt_by_destination ON receipt (destination);
CREATE INDEX receipt_by_slug ON receipt (destination, web_slug);

-- The remote id that a story has at a destination.
CREATE TABLE reservation (
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    destination BLOB NOT NULL CHECK (length(destination) = 16), -- the destination
    remote_id TEXT NOT NULL, -- what the destination calls it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was made
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name there
    PRIMARY KEY (story, destination)
) STRICT, WITHOUT ROWID;

-- Raised by every transaction: what a failed commit is judged by after the file was opened anew.
CREATE TABLE commit_mark (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), -- there is one row
    batch INTEGER NOT NULL DEFAULT 0 -- how many transactions there were
) STRICT;
INSERT INTO commit_mark (one, batch) VALUES (1, 0);

-- Threads: comments on words, pictures, facts and stories, by what was done with them. Append-only; a thread's state is folded.
CREATE TABLE thread (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    thread BLOB NOT NULL CHECK (length(thread) = 16), -- the thread
    kind TEXT NOT NULL, -- opened, replied, resolved, reopened, proposed, accepted or rejected
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0), -- the thread's newest records that its author had seen, 16 bytes each
    text TEXT NOT NULL DEFAULT '', -- what is said
    mentions BLOB NOT NULL DEFAULT x'' CHECK (length(mentions) % 16 = 0), -- members who are asked to look, 16 bytes each
    place TEXT NOT NULL DEFAULT '', -- opened: a text, a picture, a fact, or the story
    quote TEXT NOT NULL DEFAULT '', -- opened: the words that it is on
    quote_before TEXT NOT NULL DEFAULT '', -- opened: up to 40 characters before them
    quote_after TEXT NOT NULL DEFAULT '', -- opened: up to 40 characters after them
    cursors BLOB NOT NULL DEFAULT x'', -- opened: where the words begin and end, for the CRDT
    revision BLOB CHECK (length(revision) = 16), -- opened: the newest revision then
    value TEXT NOT NULL DEFAULT '', -- proposed: JSON of the fact as it should be
    proposal BLOB CHECK (length(proposal) = 16), -- accepted, rejected: the record that proposed
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX thread_by_story ON thread (story);

-- What became of suggestions: why one that was there is gone. Append-only.
CREATE TABLE verdict (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    suggestion BLOB NOT NULL CHECK (length(suggestion) = 16), -- the suggestion
    kind TEXT NOT NULL, -- accepted, rejected or overwritten
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0), -- the suggestion's newest verdicts that its author had seen, 16 bytes each
    what TEXT NOT NULL DEFAULT '', -- insert, delete, replace, format or block
    place TEXT NOT NULL DEFAULT '', -- the text that it was in
    text_before TEXT NOT NULL DEFAULT '', -- the words without it
    text_after TEXT NOT NULL DEFAULT '', -- the words with it
    suggested_by BLOB CHECK (length(suggested_by) = 16), -- the member who suggested it
    suggested_ms INTEGER NOT NULL DEFAULT 0, -- when it was suggested, UTC
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX verdict_by_story ON verdict (story);

-- Edits inside quotations that an editor has looked at, or took back. Append-only.
CREATE TABLE quote_tick (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- the record's own id
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    text_before TEXT NOT NULL DEFAULT '', -- the quotation as it was
    text_after TEXT NOT NULL DEFAULT '', -- the quotation as it is
    is_done INTEGER NOT NULL DEFAULT 1, -- looked at, or taken back
    parents BLOB NOT NULL DEFAULT x'' CHECK (length(parents) % 16 = 0), -- the newest ticks of this change that its author had seen, 16 bytes each
    member BLOB NOT NULL CHECK (length(member) = 16), -- the member who did it
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device where it was written
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX quote_tick_by_story ON quote_tick (story);

-- Keys that signed colleagues' files, pinned at first use. This desk's own: it never travels.
CREATE TABLE colleague (
    arrival INTEGER PRIMARY KEY, -- the order of first use
    sign_key BLOB NOT NULL UNIQUE CHECK (length(sign_key) = 32), -- the signing key (Ed25519)
    device BLOB NOT NULL CHECK (length(device) = 16), -- the device that it is the key of
    recipient TEXT NOT NULL, -- what files for that desk are locked with (age1…)
    member BLOB NOT NULL CHECK (length(member) = 16), -- who wrote the first file from there
    name TEXT NOT NULL DEFAULT '', -- their name then
    at_ms INTEGER NOT NULL, -- when it was pinned, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name here
) STRICT;
CREATE INDEX colleague_by_device ON colleague (device);
CREATE INDEX colleague_by_member ON colleague (member);

-- Moves that came in a file, and whose. This desk's own.
CREATE TABLE brought (
    record BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16), -- the record that came
    sign_key BLOB NOT NULL CHECK (length(sign_key) = 32), -- the key that signed the file
    at_ms INTEGER NOT NULL -- when it came, UTC
) STRICT, WITHOUT ROWID;

-- Versions of a story that another desk has too: what a clean copy is compared with when it comes back. This desk's own.
CREATE TABLE met (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    copy_hash BLOB NOT NULL CHECK (length(copy_hash) = 32), -- the version's copy
    frontiers BLOB NOT NULL, -- where it is in the text's history here; empty: contained in a later one
    at_ms INTEGER NOT NULL -- when they met, UTC
) STRICT;
CREATE INDEX met_by_story ON met (story);

-- Parts of a story that two desks changed at once, both whole, until somebody has chosen. This desk's own.
CREATE TABLE clash (
    clash BLOB NOT NULL PRIMARY KEY CHECK (length(clash) = 16), -- the clash
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    place TEXT NOT NULL, -- a text's name or a fact's
    ours TEXT NOT NULL, -- what this desk had
    theirs TEXT NOT NULL, -- what the file had
    member BLOB NOT NULL CHECK (length(member) = 16), -- who sent the file
    at_ms INTEGER NOT NULL, -- when they met, UTC
    zone TEXT NOT NULL DEFAULT '', -- the zone's name here
    is_settled INTEGER NOT NULL DEFAULT 0 -- somebody has chosen
) STRICT;
CREATE INDEX clash_open ON clash (story) WHERE is_settled = 0;

-- What a story is opened with while its text is being loaded. A cache: it may be dropped at any time.
CREATE TABLE galley (
    story BLOB NOT NULL PRIMARY KEY CHECK (length(story) = 16), -- the story
    format INTEGER NOT NULL, -- the format of what is stored; another one is not read
    program TEXT NOT NULL, -- the version of the program that wrote it; another one's is not read
    rows_sha256 BLOB NOT NULL CHECK (length(rows_sha256) = 32), -- which snapshots and ops it was made from; others: not read
    crc INTEGER NOT NULL, -- CRC-32 of the bytes
    bytes BLOB NOT NULL -- compressed
) STRICT;

-- A story as somebody made it at a destination, read there for a person to choose from. This desk's own.
CREATE TABLE live_copy (
    arrival INTEGER PRIMARY KEY, -- the order of arrival on this desk
    record BLOB NOT NULL UNIQUE CHECK (length(record) = 16), -- this reading
    story BLOB NOT NULL CHECK (length(story) = 16), -- the story
    destination BLOB NOT NULL CHECK (length(destination) = 16), -- where
    receipt BLOB NOT NULL CHECK (length(receipt) = 16), -- what this desk had last published there
    version TEXT NOT NULL DEFAULT '', -- the destination's version token
    content_hash TEXT NOT NULL, -- the hash of what the destination holds, in the adapter's form
    changed_by TEXT NOT NULL DEFAULT '', -- who changed it, as the destination says; empty: it does not say
    changed_ms INTEGER, -- when, by the destination's clock, UTC
    format INTEGER NOT NULL, -- the format of the body
    body BLOB NOT NULL, -- their copy as canonical JSON
    besides TEXT NOT NULL DEFAULT '', -- what changed there and is no part of a copy, as JSON
    revision BLOB CHECK (length(revision) = 16), -- the revision that took it in; none: nobody has chosen
    member BLOB NOT NULL CHECK (length(member) = 16), -- who looked
    device BLOB NOT NULL CHECK (length(device) = 16), -- on which device
    at_ms INTEGER NOT NULL, -- when, UTC
    zone TEXT NOT NULL DEFAULT '' -- the zone's name there
) STRICT;
CREATE INDEX live_copy_by_story ON live_copy (story, destination);

-- What a destination's clock said when it last answered. A cache: it is asked again.
CREATE TABLE destination_clock (
    destination BLOB NOT NULL PRIMARY KEY CHECK (length(destination) = 16), -- the destination
    at_ms INTEGER NOT NULL, -- when it answered, by this computer's clock, UTC
    ahead_ms INTEGER -- its clock less this computer's; none: it does not say
) STRICT;
