CREATE TABLE tasks (
    workspace    TEXT    NOT NULL,
    key          TEXT    NOT NULL CHECK (key <> ''),
    playbook     TEXT    NOT NULL,
    account      TEXT    NOT NULL,
    account_name TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    priority     INTEGER NOT NULL,
    assignee     TEXT,
    opened_on    TEXT    NOT NULL,
    due_on       TEXT    NOT NULL CHECK (due_on >= opened_on),
    drivers      TEXT    NOT NULL,
    done_us      INTEGER,
    done_by      TEXT,
    PRIMARY KEY (workspace, key)
) WITHOUT ROWID;

CREATE INDEX tasks_by_account ON tasks (workspace, account) WHERE done_us IS NULL;

-- due_us: when the row may be claimed next; null when nothing is left to do, delivered or given up.
CREATE TABLE outbox (
    workspace       TEXT    NOT NULL,
    id              INTEGER NOT NULL,
    idempotency_key TEXT    NOT NULL,
    channel         TEXT    NOT NULL,
    payload         TEXT    NOT NULL,
    created_us      INTEGER NOT NULL,
    attempts        INTEGER NOT NULL,
    due_us          INTEGER,
    delivered_us    INTEGER,
    last_error      TEXT,
    PRIMARY KEY (workspace, id),
    UNIQUE (workspace, idempotency_key, channel),
    FOREIGN KEY (workspace, idempotency_key) REFERENCES tasks (workspace, key)
) WITHOUT ROWID;

CREATE INDEX outbox_waiting ON outbox (workspace, due_us) WHERE due_us IS NOT NULL;
