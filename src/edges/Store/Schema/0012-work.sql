-- name: what people call the workspace; null where nobody said. created_us: null where it was not kept yet.
ALTER TABLE workspaces ADD COLUMN name TEXT;
ALTER TABLE workspaces ADD COLUMN created_us INTEGER;

INSERT INTO workspaces (workspace, zone_id) SELECT DISTINCT workspace, 'UTC' FROM facts WHERE true ON CONFLICT DO NOTHING;
INSERT INTO workspaces (workspace, zone_id) SELECT DISTINCT workspace, 'UTC' FROM models WHERE true ON CONFLICT DO NOTHING;
INSERT INTO workspaces (workspace, zone_id) SELECT DISTINCT workspace, 'UTC' FROM book_scores WHERE true ON CONFLICT DO NOTHING;
INSERT INTO workspaces (workspace, zone_id) SELECT DISTINCT workspace, 'UTC' FROM unmatched WHERE true ON CONFLICT DO NOTHING;

-- Accounts whose scores may no longer be true. marks counts how often one was marked since it was last scored: a worker
-- clears only what it has seen.
CREATE TABLE dirty (
    workspace TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    since_us  INTEGER NOT NULL,
    priority  INTEGER NOT NULL,
    marks     INTEGER NOT NULL,
    PRIMARY KEY (workspace, account)
) WITHOUT ROWID;

CREATE INDEX dirty_by_urgency ON dirty (workspace, priority DESC, since_us, account);

-- fence ascends with every holder: what an earlier one still writes is refused. Times are the database's own.
CREATE TABLE leases (
    workspace TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    holder    TEXT    NOT NULL,
    fence     INTEGER NOT NULL,
    until_us  INTEGER NOT NULL,
    PRIMARY KEY (workspace, name)
) WITHOUT ROWID;

-- due_us: when it may be claimed next; null when it is done or given up. attempts is the fence of a claim.
CREATE TABLE jobs (
    workspace   TEXT    NOT NULL,
    id          INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    created_us  INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    due_us      INTEGER,
    finished_us INTEGER,
    result      TEXT,
    last_error  TEXT,
    PRIMARY KEY (workspace, id)
) WITHOUT ROWID;

CREATE INDEX jobs_waiting ON jobs (workspace, due_us) WHERE due_us IS NOT NULL;

-- The same thing is not waited for twice.
CREATE UNIQUE INDEX jobs_by_key ON jobs (workspace, kind, key) WHERE due_us IS NOT NULL;
