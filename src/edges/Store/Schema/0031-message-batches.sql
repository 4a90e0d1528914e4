-- The messages of each commit: the keys of all of them, 16 bytes each in ascending order, one after another. Numbers ascend in the order of
-- commits. Batches move into messages, many at a time; received_us of a message that has moved is when it did.
CREATE TABLE message_batches (
    workspace   TEXT    NOT NULL,
    batch       INTEGER NOT NULL,
    received_us INTEGER NOT NULL,
    keys        BLOB    NOT NULL,
    PRIMARY KEY (workspace, batch)
) WITHOUT ROWID;
