-- number counts the versions of a model in the order they were saved; the greatest is the latest.
CREATE TABLE models (
    workspace    TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    version      TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    yaml         TEXT    NOT NULL,
    published_us INTEGER NOT NULL,
    PRIMARY KEY (workspace, name, version),
    UNIQUE (workspace, name, number)
) WITHOUT ROWID;

CREATE TABLE active_models (
    workspace     TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    version       TEXT NOT NULL,
    playbook_yaml TEXT NOT NULL,
    FOREIGN KEY (workspace, name, version) REFERENCES models (workspace, name, version)
) WITHOUT ROWID;
