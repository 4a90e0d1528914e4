-- Who changed what. Rows are added and never changed: each one's hash covers its own columns and the hash of the one before.
-- concerns: where the installation's rows (workspace '*') speak of one workspace, its id.
CREATE TABLE audit (
    workspace  TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    at_us      INTEGER NOT NULL,
    actor_kind TEXT    NOT NULL,
    actor      TEXT    NOT NULL,
    address    TEXT,
    action     TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    old_value  TEXT,
    new_value  TEXT,
    concerns   TEXT,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (workspace, number)
) WITHOUT ROWID;
