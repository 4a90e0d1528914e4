-- Messages that were taken, by the first 16 bytes of the SHA-256 of their ids: one that is sent again is known for ever.
CREATE TABLE messages (
    workspace   TEXT    NOT NULL,
    message     BLOB    NOT NULL,
    received_us INTEGER NOT NULL,
    PRIMARY KEY (workspace, message)
) WITHOUT ROWID;

-- From when on a user belongs to an account.
CREATE TABLE user_accounts (
    workspace TEXT    NOT NULL,
    user_key  TEXT    NOT NULL,
    at_us     INTEGER NOT NULL,
    account   TEXT    NOT NULL,
    PRIMARY KEY (workspace, user_key, at_us, account)
) WITHOUT ROWID;

-- What was said of single fields of an object, so that its versions come out the same in whatever order it arrives.
CREATE TABLE field_changes (
    workspace TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    at_us     INTEGER NOT NULL,
    message   BLOB    NOT NULL,
    body      TEXT    NOT NULL,
    PRIMARY KEY (workspace, account, kind, id, at_us, message)
) WITHOUT ROWID;

-- Messages that could not be applied yet.
CREATE TABLE dead_letters (
    workspace   TEXT    NOT NULL,
    message     BLOB    NOT NULL,
    user_key    TEXT,
    kind        TEXT    NOT NULL,
    at_us       INTEGER NOT NULL,
    received_us INTEGER NOT NULL,
    body        TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    PRIMARY KEY (workspace, message)
) WITHOUT ROWID;

CREATE INDEX dead_letters_by_user ON dead_letters (workspace, user_key);
