-- moment_us: when within its day a row speaks of; 0 for the day's midnight, whose scores are snapshots.
ALTER TABLE book ADD COLUMN moment_us INTEGER NOT NULL DEFAULT 0;

-- An account's newest scores within a day. The next ones take their place; days are kept in snapshots alone.
CREATE TABLE readings (
    workspace     TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    score         TEXT    NOT NULL,
    day           TEXT    NOT NULL,
    as_of_us      INTEGER NOT NULL,
    known_us      INTEGER NOT NULL,
    model         TEXT    NOT NULL,
    model_version TEXT    NOT NULL,
    value         REAL,
    tier          TEXT    NOT NULL,
    severity      INTEGER NOT NULL,
    trend         TEXT    NOT NULL,
    coverage      REAL    NOT NULL,
    details       BLOB    NOT NULL,
    overridden    TEXT,
    PRIMARY KEY (workspace, account, score)
) WITHOUT ROWID;

-- What the book showed before and shows now. tier: null where the account is no longer scored; tier_before: null where it was not.
CREATE TABLE score_changes (
    workspace       TEXT    NOT NULL,
    id              INTEGER NOT NULL,
    account         TEXT    NOT NULL,
    score           TEXT    NOT NULL,
    as_of_us        INTEGER NOT NULL,
    value           REAL,
    tier            TEXT,
    severity        INTEGER,
    value_before    REAL,
    tier_before     TEXT,
    severity_before INTEGER,
    written_us      INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
) WITHOUT ROWID;

-- scored_through: the last day of which every account is scored by the server; null until the first fact is sent.
-- closed_us: the last midnight that the server has begun to score: what is received from then on was not known by it.
ALTER TABLE workspaces ADD COLUMN scored_through TEXT;
ALTER TABLE workspaces ADD COLUMN closed_us INTEGER;

-- Midnights that are being scored: those after last_day (null: only the newest) up to day, of all accounts up to after_account.
CREATE TABLE sweeps (
    workspace     TEXT NOT NULL PRIMARY KEY,
    last_day      TEXT,
    day           TEXT NOT NULL,
    after_account TEXT NOT NULL
) WITHOUT ROWID;

-- due_us: not before; later than now for an account that could not be scored, or of which something lies ahead.
ALTER TABLE dirty ADD COLUMN due_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dirty ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dirty ADD COLUMN last_error TEXT;
