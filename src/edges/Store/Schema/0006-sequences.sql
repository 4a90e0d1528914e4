-- value: the last number taken. Its row is what concurrent transactions of a workspace wait at.
CREATE TABLE sequences (
    workspace TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    value     INTEGER NOT NULL,
    PRIMARY KEY (workspace, name)
) WITHOUT ROWID;

INSERT INTO sequences (workspace, name, value) SELECT workspace, 'outbox', MAX(id) FROM outbox GROUP BY workspace;
INSERT INTO sequences (workspace, name, value) SELECT workspace, 'models', MAX(number) FROM models GROUP BY workspace;
