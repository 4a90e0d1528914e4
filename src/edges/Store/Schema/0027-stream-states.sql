-- What was known of a stream before something was sent: until until_us (inclusive) it was this. An import as history takes these away.
CREATE TABLE stream_states (
    workspace        TEXT    NOT NULL,
    kind             TEXT    NOT NULL,
    until_us         INTEGER NOT NULL,
    is_connected     INTEGER NOT NULL,
    from_us          INTEGER,
    through_us       INTEGER,
    stale_after_days INTEGER NOT NULL,
    PRIMARY KEY (workspace, kind, until_us)
) WITHOUT ROWID;
