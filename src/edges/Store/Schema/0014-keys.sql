-- id: the first twelve hexadecimal digits of hash, which is the SHA-256 of the key's text; the text itself is nowhere.
CREATE TABLE api_keys (
    workspace   TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    scopes      TEXT    NOT NULL,
    created_us  INTEGER NOT NULL,
    created_by  TEXT    NOT NULL,
    expires_us  INTEGER,
    used_us     INTEGER,
    revoked_us  INTEGER,
    revoked_by  TEXT,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, name)
) WITHOUT ROWID;
