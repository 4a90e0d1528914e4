-- People belong to the installation, whose rows have the workspace '*': who signs in has yet to say which workspace is meant.
-- email: lower case.
CREATE TABLE users (
    workspace   TEXT    NOT NULL,
    email       TEXT    NOT NULL,
    password    TEXT    NOT NULL,
    created_us  INTEGER NOT NULL,
    disabled_us INTEGER,
    PRIMARY KEY (workspace, email)
) WITHOUT ROWID;

CREATE TABLE members (
    workspace TEXT NOT NULL,
    email     TEXT NOT NULL,
    member_of TEXT NOT NULL,
    role      TEXT NOT NULL,
    PRIMARY KEY (workspace, email, member_of),
    FOREIGN KEY (workspace, email) REFERENCES users (workspace, email)
) WITHOUT ROWID;

-- hash: SHA-256 of the cookie's token.
CREATE TABLE sessions (
    workspace  TEXT    NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    email      TEXT    NOT NULL,
    member_of  TEXT    NOT NULL,
    created_us INTEGER NOT NULL,
    seen_us    INTEGER NOT NULL,
    PRIMARY KEY (workspace, hash),
    FOREIGN KEY (workspace, email, member_of) REFERENCES members (workspace, email, member_of)
) WITHOUT ROWID;

CREATE INDEX sessions_by_email ON sessions (workspace, email);
