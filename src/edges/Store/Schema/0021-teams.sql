-- reach: all, team or own: which accounts of the workspace a member sees.
ALTER TABLE members ADD COLUMN reach TEXT NOT NULL DEFAULT 'all';

-- People are known by e-mail, in lower case; not each of them signs in.
CREATE TABLE reporting_lines (
    workspace TEXT NOT NULL,
    person    TEXT NOT NULL,
    manager   TEXT NOT NULL CHECK (manager <> person),
    PRIMARY KEY (workspace, person)
) WITHOUT ROWID;

CREATE INDEX reporting_lines_by_manager ON reporting_lines (workspace, manager);

-- role: csm, am, manager or vp. A CSM here takes the place of the owner that the source names.
CREATE TABLE account_teams (
    workspace TEXT NOT NULL,
    account   TEXT NOT NULL,
    role      TEXT NOT NULL,
    person    TEXT NOT NULL,
    PRIMARY KEY (workspace, account, role)
) WITHOUT ROWID;

CREATE INDEX account_teams_by_person ON account_teams (workspace, person);

-- Who stands in for whom, both days included.
CREATE TABLE delegations (
    workspace   TEXT NOT NULL,
    person      TEXT NOT NULL,
    delegate    TEXT NOT NULL CHECK (delegate <> person),
    from_day    TEXT NOT NULL,
    through_day TEXT NOT NULL CHECK (through_day >= from_day),
    PRIMARY KEY (workspace, person, delegate, from_day)
) WITHOUT ROWID;
