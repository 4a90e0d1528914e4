-- Usage that is no longer kept event by event, per local day. known_us is the first local midnight by which the events were known.
-- at_us is the first of them. user_key and event_key are a point and the text, or empty where the event had none. The sums are of the events that had the
-- number, of which there were so many.
CREATE TABLE usage_days (
    workspace      TEXT    NOT NULL,
    account        TEXT    NOT NULL,
    day            TEXT    NOT NULL,
    known_us       INTEGER NOT NULL,
    user_key       TEXT    NOT NULL,
    event_key      TEXT    NOT NULL,
    at_us          INTEGER NOT NULL,
    events         INTEGER NOT NULL,
    quantity       REAL    NOT NULL,
    quantity_count INTEGER NOT NULL,
    duration       REAL    NOT NULL,
    duration_count INTEGER NOT NULL,
    errors         REAL    NOT NULL,
    errors_count   INTEGER NOT NULL,
    PRIMARY KEY (workspace, account, day, known_us, user_key, event_key)
) WITHOUT ROWID;

-- Events before raw_from_us are counted in days, and no more are taken: nobody could tell whether they are there already.
CREATE TABLE usage_retention (
    workspace   TEXT    NOT NULL PRIMARY KEY,
    raw_from_us INTEGER NOT NULL
) WITHOUT ROWID;
