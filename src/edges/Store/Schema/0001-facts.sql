CREATE TABLE workspaces (
    workspace TEXT NOT NULL PRIMARY KEY,
    zone_id   TEXT NOT NULL
) WITHOUT ROWID;

-- Clustered by account, because both readers want whole accounts: one of them or all.
-- identity: 16 bytes of SHA-256 over id, updated_us, body and the ordinal of rows without id.
CREATE TABLE facts (
    workspace   TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    at_us       INTEGER NOT NULL,
    identity    BLOB    NOT NULL CHECK (length(identity) = 16),
    id          TEXT,
    updated_us  INTEGER,
    recorded_us INTEGER,
    body        TEXT    NOT NULL,
    PRIMARY KEY (workspace, account, kind, at_us, identity)
) WITHOUT ROWID;

CREATE TABLE streams (
    workspace        TEXT    NOT NULL,
    kind             TEXT    NOT NULL,
    is_connected     INTEGER NOT NULL,
    from_us          INTEGER,
    through_us       INTEGER,
    stale_after_days INTEGER NOT NULL,
    lag_us           INTEGER NOT NULL,
    PRIMARY KEY (workspace, kind)
) WITHOUT ROWID;

CREATE TABLE taints (
    workspace TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    from_us   INTEGER NOT NULL,
    PRIMARY KEY (workspace, account, kind)
) WITHOUT ROWID;
