-- Accounts that are part of another since at_us: no longer scored, their facts stand copied in the other, as learned then.
CREATE TABLE merges (
    workspace TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    into_id   TEXT    NOT NULL CHECK (into_id <> account),
    at_us     INTEGER NOT NULL,
    merged_by TEXT    NOT NULL,
    PRIMARY KEY (workspace, account)
) WITHOUT ROWID;
