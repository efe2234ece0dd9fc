-- What people handle: facts as they were written down, and the incident they make, to be listed.
CREATE TABLE incident_number (
  year INTEGER NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
);

CREATE TABLE incident (
  id         TEXT    NOT NULL PRIMARY KEY,
  version    INTEGER NOT NULL,
  office     TEXT    NOT NULL,
  status     TEXT    NOT NULL,
  severity   TEXT    NOT NULL,
  category   TEXT    NOT NULL,
  opened     TEXT    NOT NULL,
  dedupe_key TEXT,
  is_open    INTEGER NOT NULL,
  state      TEXT    NOT NULL
);
CREATE INDEX incident_open ON incident (is_open, id);
CREATE INDEX incident_office ON incident (office, id);
CREATE INDEX incident_dedupe ON incident (dedupe_key, is_open);

CREATE TABLE incident_fact (
  incident TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  happened TEXT    NOT NULL,
  recorded TEXT    NOT NULL,
  actor    TEXT    NOT NULL,
  fact     TEXT    NOT NULL,
  PRIMARY KEY (incident, number)
);
