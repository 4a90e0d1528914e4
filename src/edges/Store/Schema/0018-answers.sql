-- What was answered to requests that name a key, so that one that is sent again gets the same answer. asked: SHA-256 of what
-- was asked. status: null while it is being answered.
CREATE TABLE answers (
    workspace TEXT    NOT NULL,
    caller    TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    asked     BLOB    NOT NULL CHECK (length(asked) = 32),
    begun_us  INTEGER NOT NULL,
    status    INTEGER,
    headers   TEXT,
    body      BLOB,
    PRIMARY KEY (workspace, caller, key)
) WITHOUT ROWID;

CREATE INDEX answers_by_age ON answers (workspace, begun_us);
