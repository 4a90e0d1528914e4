-- Facts that are nobody's yet. claims: what each says about whose it is, as JSON; from it an account is found when it has come.
-- key: SHA-256 over when, what and claims, so that the same row read again is the same row here.
CREATE TABLE unmatched (
    workspace   TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    at_us       INTEGER NOT NULL,
    id          TEXT,
    updated_us  INTEGER,
    recorded_us INTEGER,
    body        TEXT    NOT NULL,
    claims      TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    file        TEXT    NOT NULL,
    line        INTEGER NOT NULL,
    field       TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    PRIMARY KEY (workspace, key)
) WITHOUT ROWID;
