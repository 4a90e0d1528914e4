-- What would help a thief of this database, sealed with a key that is kept apart from it. key_id: which one.
CREATE TABLE secrets (
    workspace TEXT NOT NULL,
    name      TEXT NOT NULL,
    key_id    TEXT NOT NULL,
    sealed    BLOB NOT NULL,
    PRIMARY KEY (workspace, name)
) WITHOUT ROWID;

-- Rows of the installation; the secret itself is the row totp/EMAIL of secrets. last_step: the newest 30 seconds whose code was taken.
CREATE TABLE second_factors (
    workspace    TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    confirmed_us INTEGER,
    last_step    INTEGER NOT NULL,
    PRIMARY KEY (workspace, email),
    FOREIGN KEY (workspace, email) REFERENCES users (workspace, email)
) WITHOUT ROWID;

-- hash: SHA-256 of a code that is used once.
CREATE TABLE recovery_codes (
    workspace TEXT NOT NULL,
    email     TEXT NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (workspace, email, hash),
    FOREIGN KEY (workspace, email) REFERENCES second_factors (workspace, email)
) WITHOUT ROWID;
