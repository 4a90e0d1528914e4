-- What was found when the server looked whether the active model still fits; day is the workspace's own.
-- report: the drift as JSON; null where it could not be told, and why says the reason. warnings: sentences, as a JSON array.
CREATE TABLE drift_looks (
    workspace     TEXT    NOT NULL,
    day           TEXT    NOT NULL,
    looked_us     INTEGER NOT NULL,
    model         TEXT    NOT NULL,
    model_version TEXT    NOT NULL,
    warnings      TEXT    NOT NULL,
    report        TEXT,
    why           TEXT,
    PRIMARY KEY (workspace, day),
    CHECK ((report IS NULL) <> (why IS NULL))
) WITHOUT ROWID;
