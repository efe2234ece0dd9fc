-- A notice must survive between "decided" and "sent": it is a row of the deciding transaction.
CREATE TABLE notice (
  id           TEXT NOT NULL PRIMARY KEY,
  incident     TEXT NOT NULL,
  office       TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  name         TEXT NOT NULL,
  address      TEXT NOT NULL,
  channel      TEXT NOT NULL,
  rung         INTEGER NOT NULL,
  attempt      INTEGER NOT NULL,
  why          TEXT NOT NULL,
  matter       TEXT NOT NULL,
  created      TEXT NOT NULL,
  state        TEXT NOT NULL,
  tries        INTEGER NOT NULL,
  due          TEXT NOT NULL,
  answer       TEXT NOT NULL,
  changed      TEXT NOT NULL,
  acknowledged TEXT
);

CREATE INDEX notice_due ON notice (state, channel, due);
CREATE INDEX notice_incident ON notice (incident, created);

-- One row for every try: an earlier try may have arrived although its answer was lost.
CREATE TABLE notice_token (
  sha256 TEXT NOT NULL PRIMARY KEY,
  notice TEXT NOT NULL REFERENCES notice (id),
  issued TEXT NOT NULL
);
