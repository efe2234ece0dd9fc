-- Who works where, and what each office owns: the two lists everything else points at.
CREATE TABLE person (
  id     TEXT NOT NULL PRIMARY KEY,
  name   TEXT NOT NULL,
  title  TEXT NOT NULL,
  office TEXT NOT NULL,
  roles  TEXT NOT NULL,
  email  TEXT NOT NULL,
  phone  TEXT
);
CREATE INDEX person_office ON person (office);

CREATE TABLE asset (
  id          TEXT NOT NULL PRIMARY KEY,
  name        TEXT NOT NULL,
  office      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  url         TEXT,
  criticality TEXT NOT NULL,
  hosting     TEXT NOT NULL
);
CREATE INDEX asset_office ON asset (office);
