-- worst: the greatest severity ever seen, so that unknown tiers can be listed right after it.
CREATE TABLE book_scores (
    workspace  TEXT    NOT NULL,
    score      TEXT    NOT NULL,
    is_primary INTEGER NOT NULL,
    day        TEXT    NOT NULL,
    worst      INTEGER NOT NULL,
    PRIMARY KEY (workspace, score)
) WITHOUT ROWID;

-- The current value of every account that is scored. Rows are kept narrow, because counting and sorting read all of them.
-- sort_name: NAME, line feed, ACCOUNT in capitals: searched and sorted by.
CREATE TABLE book (
    workspace TEXT    NOT NULL,
    score     TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    day       TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    sort_name TEXT    NOT NULL,
    owner     TEXT,
    segment   TEXT,
    plan      TEXT,
    arr       REAL,
    value     REAL,
    tier      TEXT    NOT NULL,
    severity  INTEGER NOT NULL,
    trend     TEXT    NOT NULL,
    coverage  REAL    NOT NULL,
    change    REAL,
    PRIMARY KEY (workspace, score, account)
) WITHOUT ROWID;

CREATE INDEX book_by_tier ON book (workspace, score, tier, severity, arr);
CREATE INDEX book_by_owner ON book (workspace, score, owner);
CREATE INDEX book_by_segment ON book (workspace, score, segment);
