-- Why a rule fired stays readable when the rule is changed or gone; which rules were in force when is provable.
CREATE TABLE detection (
  id          TEXT NOT NULL PRIMARY KEY,
  rule        TEXT NOT NULL,
  incident    TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  seen_by     TEXT NOT NULL,
  evidence    TEXT,
  version     TEXT NOT NULL,
  body        TEXT NOT NULL
);

CREATE INDEX detection_rule ON detection (rule, accepted_at);
CREATE INDEX detection_incident ON detection (incident, accepted_at);

CREATE TABLE rule_change (
  number  BIGINT  NOT NULL PRIMARY KEY,
  version TEXT    NOT NULL,
  at      TEXT    NOT NULL,
  by_whom TEXT    NOT NULL,
  why     TEXT    NOT NULL,
  rules   INTEGER NOT NULL,
  added   INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  hashes  TEXT    NOT NULL
);
