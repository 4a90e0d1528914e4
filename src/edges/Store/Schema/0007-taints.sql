-- Rejected rows one by one, so that a good row with the same id can take the place of each.
-- row_key: time of recording and id, either of which may be missing and so cannot be part of a key.
ALTER TABLE taints RENAME TO taints_of_accounts;

CREATE TABLE taints (
    workspace   TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    row_key     TEXT    NOT NULL,
    from_us     INTEGER NOT NULL,
    recorded_us INTEGER,
    id          TEXT,
    PRIMARY KEY (workspace, account, kind, row_key)
) WITHOUT ROWID;

INSERT INTO taints (workspace, account, kind, row_key, from_us) SELECT workspace, account, kind, '/', from_us FROM taints_of_accounts;
DROP TABLE taints_of_accounts;
