-- is_shown marks the version committed last for an account, score and day: what lists and histories show.
-- Everything else in a row never changes.
CREATE TABLE snapshots (
    workspace     TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    score         TEXT    NOT NULL,
    day           TEXT    NOT NULL,
    model_version TEXT    NOT NULL,
    model         TEXT    NOT NULL,
    is_shown      INTEGER NOT NULL,
    as_of_us      INTEGER NOT NULL,
    known_us      INTEGER NOT NULL,
    value         REAL,
    tier          TEXT    NOT NULL,
    severity      INTEGER NOT NULL,
    trend         TEXT    NOT NULL,
    coverage      REAL    NOT NULL,
    drivers       TEXT    NOT NULL,
    dimensions    TEXT    NOT NULL,
    signals       TEXT    NOT NULL,
    PRIMARY KEY (workspace, account, score, day, model_version)
) WITHOUT ROWID;

-- Counts the tiers of a day without touching the rows.
CREATE INDEX snapshots_by_day ON snapshots (workspace, score, day, tier, severity) WHERE is_shown = 1;

-- Where each playbook stands: the last day it looked at, and since when an episode runs (null: none does).
CREATE TABLE episodes (
    workspace TEXT NOT NULL,
    playbook  TEXT NOT NULL,
    account   TEXT NOT NULL,
    day       TEXT NOT NULL,
    since     TEXT,
    PRIMARY KEY (workspace, playbook, account)
) WITHOUT ROWID;
