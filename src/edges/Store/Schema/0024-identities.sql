-- Whom an OpenID provider means by a subject. Subjects never change; e-mail addresses do.
CREATE TABLE user_identities (
    workspace TEXT NOT NULL,
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    email     TEXT NOT NULL,
    PRIMARY KEY (workspace, issuer, subject),
    FOREIGN KEY (workspace, email) REFERENCES users (workspace, email)
) WITHOUT ROWID;
