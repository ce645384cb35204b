"""Numbered steps from an empty file to today's tables. A step, once released, is never changed.

Tables are STRICT, rows are numbered with AUTOINCREMENT so that a number is never used again, and a column keeps its
meaning for ever: new meaning gets a new column in a new step.
"""

from collections.abc import Sequence

_STEP_1 = """
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE circles (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    kind      TEXT NOT NULL CHECK (kind IN ('circle', 'room')),
    name      TEXT NOT NULL,
    status    TEXT NOT NULL CHECK (status IN ('joining', 'member', 'left', 'removed'))
) STRICT;

-- One chain of operations: a device, in a circle, in a lane; or a branch of one, named by its first operation.
CREATE TABLE feeds (
    feed   INTEGER PRIMARY KEY AUTOINCREMENT,
    circle BLOB NOT NULL CHECK (length(circle) = 32),
    author BLOB NOT NULL CHECK (length(author) = 32),
    lane   INTEGER NOT NULL CHECK (lane IN (0, 1)),
    branch BLOB NOT NULL CHECK (length(branch) IN (0, 32)),
    UNIQUE (circle, author, lane, branch)
) STRICT;

CREATE TABLE ops (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which this home learned of it: a causal order
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    feed    INTEGER NOT NULL REFERENCES feeds,
    seq     INTEGER NOT NULL CHECK (seq >= 0),
    header  BLOB NOT NULL CHECK (length(header) >= 264),
    body    BLOB,
    state   INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)),  -- no body, held, wanted, gone for ever
    epoch   BLOB CHECK (epoch IS NULL OR length(epoch) = 32),
    read    INTEGER NOT NULL CHECK (read IN (0, 1)),         -- whether its content stands in the tables below
    UNIQUE (feed, seq)
) STRICT;
CREATE INDEX ops_wanted ON ops (arrival) WHERE state = 2;
CREATE INDEX ops_unread ON ops (epoch) WHERE read = 0 AND state = 1;

-- Secrets under which content is encrypted, as this computer unsealed them.
CREATE TABLE epochs (
    id     BLOB PRIMARY KEY CHECK (length(id) = 32),
    circle BLOB NOT NULL CHECK (length(circle) = 32),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

-- Content operations lo..hi-1 of a device whose bodies nobody may keep. Only grows.
CREATE TABLE erased (
    circle BLOB NOT NULL CHECK (length(circle) = 32),
    author BLOB NOT NULL CHECK (length(author) = 32),
    lo     INTEGER NOT NULL,
    hi     INTEGER NOT NULL CHECK (hi > lo),
    PRIMARY KEY (circle, author, lo, hi)
) STRICT;

-- What can be read. Every row follows from operations; none is a source of its own.
CREATE TABLE entries (
    arrival    INTEGER PRIMARY KEY,             -- of the operation
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    circle     BLOB NOT NULL CHECK (length(circle) = 32),
    person     BLOB NOT NULL CHECK (length(person) = 32),
    feed       INTEGER NOT NULL REFERENCES feeds,
    seq        INTEGER NOT NULL,
    post       BLOB NOT NULL CHECK (length(post) = 32),      -- the post it belongs to; its own id for a post
    reply_to   BLOB CHECK (reply_to IS NULL OR length(reply_to) = 32),
    text       TEXT NOT NULL,
    created_ms INTEGER NOT NULL,                -- author's clock, UTC; ours where the author's is far ahead
    stamp      BLOB NOT NULL CHECK (length(stamp) = 40),     -- clock and id: the same order on all computers
    edited     INTEGER NOT NULL CHECK (edited IN (0, 1)),
    mark       INTEGER NOT NULL                 -- 0, or 2: under an epoch it should not be
) STRICT;
CREATE INDEX entries_newest ON entries (circle, created_ms, stamp) WHERE id = post;
CREATE INDEX entries_beneath ON entries (post, created_ms, stamp) WHERE id <> post;
CREATE UNIQUE INDEX entries_place ON entries (feed, seq);

CREATE TABLE edits (
    circle BLOB NOT NULL CHECK (length(circle) = 32),        -- where it stands: it counts for entries there only
    target BLOB NOT NULL CHECK (length(target) = 32),
    person BLOB NOT NULL CHECK (length(person) = 32),
    stamp  BLOB NOT NULL CHECK (length(stamp) = 40),         -- clock and id: the greatest counts
    feed   INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    post   BLOB NOT NULL CHECK (length(post) = 32),          -- as in entries: the body it replaces is gone
    reply_to BLOB CHECK (reply_to IS NULL OR length(reply_to) = 32),
    text   TEXT NOT NULL,
    earlier BLOB NOT NULL,                                   -- places of the edits that it replaces
    PRIMARY KEY (circle, target, person)
) STRICT;
CREATE INDEX edits_place ON edits (feed, seq);

CREATE TABLE reactions (
    circle BLOB NOT NULL CHECK (length(circle) = 32),        -- as in edits
    post   BLOB NOT NULL CHECK (length(post) = 32),
    person BLOB NOT NULL CHECK (length(person) = 32),
    stamp  BLOB NOT NULL CHECK (length(stamp) = 40),
    feed   INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    emoji  TEXT NOT NULL,                       -- empty: taken back
    PRIMARY KEY (circle, post, person)
) STRICT;
CREATE INDEX reactions_place ON reactions (feed, seq);

CREATE TABLE profiles (
    circle BLOB NOT NULL CHECK (length(circle) = 32),
    person BLOB NOT NULL CHECK (length(person) = 32),
    stamp  BLOB NOT NULL CHECK (length(stamp) = 40),
    feed   INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (circle, person)
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

-- Codes that this home can honour: its own, and those that other stewards sealed for it.
CREATE TABLE invitations (
    id         BLOB PRIMARY KEY CHECK (length(id) = 32),     -- of the INVITE operation
    circle     BLOB NOT NULL CHECK (length(circle) = 32),
    secret     BLOB NOT NULL CHECK (length(secret) = 16)
) STRICT;

CREATE TABLE requests (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    circle     BLOB NOT NULL CHECK (length(circle) = 32),
    invitation BLOB NOT NULL CHECK (length(invitation) = 32),
    person     BLOB NOT NULL CHECK (length(person) = 32),
    identity   BLOB NOT NULL,
    name       TEXT NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32),
    proof      BLOB NOT NULL CHECK (length(proof) = 64),
    asked_ms   INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'approved', 'declined')),
    UNIQUE (invitation, person)
) STRICT;

CREATE TABLE joins (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),  -- the invitation's public key
    code       BLOB NOT NULL,                   -- the code's payload
    name       TEXT NOT NULL,                   -- how I want to be called there
    state      TEXT NOT NULL CHECK (state IN ('looking', 'asked', 'admitted', 'joined', 'refused')),
    reason     TEXT NOT NULL,                   -- why it was refused
    circle     BLOB CHECK (circle IS NULL OR length(circle) = 32),
    host       BLOB                             -- identity of whoever let me in
) STRICT;

CREATE TABLE addresses (
    contact    BLOB NOT NULL,                   -- kind of contact and its id
    host       TEXT NOT NULL,
    port       INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    seen_ms    INTEGER NOT NULL,
    PRIMARY KEY (contact, host, port)
) STRICT;

-- What other computers said they hold.
CREATE TABLE holdings (
    circle BLOB NOT NULL CHECK (length(circle) = 32),
    device BLOB NOT NULL CHECK (length(device) = 32),
    dev8   BLOB NOT NULL CHECK (length(dev8) = 8),
    lane   INTEGER NOT NULL,
    lo     INTEGER NOT NULL,
    hi     INTEGER NOT NULL,
    PRIMARY KEY (circle, device, dev8, lane)
) STRICT;
"""

_STEP_2 = """
-- Pictures and files as the body speaks of them: previews, formats, keys. Empty: none.
ALTER TABLE entries ADD COLUMN attachments BLOB NOT NULL DEFAULT x'';
ALTER TABLE edits ADD COLUMN attachments BLOB NOT NULL DEFAULT x'';

CREATE INDEX entries_attached ON entries (circle, created_ms, stamp) WHERE attachments <> x'';

-- Which entries show which files.
CREATE TABLE file_refs (
    file    BLOB NOT NULL CHECK (length(file) = 32),
    arrival INTEGER NOT NULL,                   -- of the entry's operation
    PRIMARY KEY (file, arrival)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_refs_arrival ON file_refs (arrival);

-- Content of pictures and files: encrypted beside this database, each in a file that is called by its id. A row goes
-- with the last entry that shows it, and without the key nobody can read what may be left of the file.
CREATE TABLE files (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    circle     BLOB NOT NULL CHECK (length(circle) = 32),
    person     BLOB NOT NULL CHECK (length(person) = 32),    -- who put it there
    key        BLOB NOT NULL CHECK (length(key) = 32),
    size       INTEGER NOT NULL CHECK (size >= 0),           -- of the content
    stored     INTEGER NOT NULL CHECK (stored > 0),          -- bytes on the disk
    list       BLOB NOT NULL CHECK (length(list) = 32),      -- digest of the list of its pieces
    rank       INTEGER NOT NULL CHECK (rank IN (0, 1, 2)),   -- picture, other file, original
    created_ms INTEGER NOT NULL,                -- of the entry that brought it
    state      INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)),  -- elsewhere, wanted, held, given up
    asked      INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)),  -- the reader wants it, and now
    keep_ms    INTEGER NOT NULL DEFAULT 0       -- promised to others to be kept until then, Unix time
) STRICT;
CREATE INDEX files_wanted ON files (asked DESC, rank, created_ms DESC) WHERE state = 1;
CREATE INDEX files_held ON files (person, stored) WHERE state = 2;
CREATE INDEX files_oldest ON files (rank DESC, created_ms) WHERE state = 2;

-- Which other computers said that they hold a file.
CREATE TABLE file_holders (
    file   BLOB NOT NULL CHECK (length(file) = 32),
    device BLOB NOT NULL CHECK (length(device) = 32),
    PRIMARY KEY (file, device)
) STRICT, WITHOUT ROWID;
"""

_STEP_3 = """
-- When people's computers were last connected to this one.
CREATE TABLE met (
    person BLOB PRIMARY KEY CHECK (length(person) = 32),
    met_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

_STEP_4 = """
-- A person's picture beside their name, and 16 bytes that tell it from others. Empty: none.
ALTER TABLE profiles ADD COLUMN face BLOB NOT NULL DEFAULT x'';
ALTER TABLE profiles ADD COLUMN picture BLOB NOT NULL DEFAULT x'';

-- Entries of others that nobody has been told of here: not by a notification, and not by the window.
CREATE TABLE news (
    arrival INTEGER PRIMARY KEY                 -- of the entry
) STRICT;
"""

_STEP_5 = """
-- A room holds letters, and posts that are for its people only: these stand in the feed, those in a conversation.
ALTER TABLE entries ADD COLUMN letter INTEGER NOT NULL DEFAULT 0 CHECK (letter IN (0, 1));
UPDATE entries SET letter = 1
WHERE id = post AND circle IN (SELECT id FROM circles WHERE kind = 'room')
AND (SELECT substr(header, 5, 1) FROM ops WHERE ops.arrival = entries.arrival) = x'88';

-- Nobody noted yet what was read: letters that came before this are not new.
INSERT INTO meta (name, value)
SELECT 'letters-read:' || lower(hex(circle)), CAST(CAST(max(arrival) AS TEXT) AS BLOB)
FROM entries WHERE letter = 1 GROUP BY circle;

CREATE INDEX entries_feed ON entries (circle, created_ms, stamp) WHERE id = post AND letter = 0;
CREATE INDEX entries_letters ON entries (circle, created_ms, stamp) WHERE letter = 1;
CREATE INDEX entries_arrived ON entries (circle, arrival, person) WHERE letter = 1;
DROP INDEX entries_newest;
"""

_STEP_6 = """
-- The index knows the time: its rows are numbered in the order in which they were written (store.words), so that the
-- newest that hold a word come first without the others being looked at. It splits at spaces only; `folded` has
-- taken case and accents away, and parted the signs of scripts that put no spaces between words.
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (text, arrival UNINDEXED, tokenize = "ascii", prefix = "1 2 3");
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
INSERT OR IGNORE INTO words (rowid, text, arrival)
SELECT (min(created_ms, 4398046511103) << 21) | (arrival & 2097151),
       char(57344) || lower(hex(substr(circle, 1, 8))) || ' ' || folded(text),
       arrival
FROM entries ORDER BY 1;
"""

STEPS: Sequence[str] = (_STEP_1, _STEP_2, _STEP_3, _STEP_4, _STEP_5, _STEP_6)
"""Step n brings a database from version n to version n + 1 (SQLite's ``user_version``)."""
