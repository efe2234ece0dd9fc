-- Who did what, each entry holding the hash of the one before, and what is known of each evidence.
CREATE TABLE ledger_entry (
  chain    TEXT   NOT NULL,
  number   BIGINT NOT NULL,
  at       TEXT   NOT NULL,
  actor    TEXT   NOT NULL,
  act      TEXT   NOT NULL,
  subject  TEXT   NOT NULL,
  detail   TEXT   NOT NULL,
  previous TEXT   NOT NULL,
  hash     TEXT   NOT NULL,
  PRIMARY KEY (chain, number)
);
CREATE INDEX ledger_subject ON ledger_entry (subject, number);

CREATE TABLE evidence (
  sha256     TEXT   NOT NULL PRIMARY KEY,
  bytes      BIGINT NOT NULL,
  name       TEXT   NOT NULL,
  media_type TEXT   NOT NULL,
  taken_by   TEXT   NOT NULL,
  taken      TEXT   NOT NULL
);
