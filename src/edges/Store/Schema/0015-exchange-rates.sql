-- The exchange table of a workspace. rate: units of to_currency for one of from_currency, as decimal text, which no store rounds.
-- day: ISO text, the first on which the rate holds.
CREATE TABLE exchange_rates (
    workspace     TEXT    NOT NULL,
    from_currency TEXT    NOT NULL,
    to_currency   TEXT    NOT NULL,
    day           TEXT    NOT NULL,
    rate          TEXT    NOT NULL,
    PRIMARY KEY (workspace, from_currency, to_currency, day)
) WITHOUT ROWID;
