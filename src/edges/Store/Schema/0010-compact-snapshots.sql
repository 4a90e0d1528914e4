-- Texts that many snapshots share: the names of a model's signals and dimensions, and labels.
CREATE TABLE words (
    workspace TEXT    NOT NULL,
    id        INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, text)
) WITHOUT ROWID;

-- details: drivers, dimensions and signals in bytes, with words for their names; every row has it.
ALTER TABLE snapshots ADD COLUMN details BLOB;
