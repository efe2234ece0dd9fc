-- Walks through playbooks, and the playbook versions they are pinned to, whatever becomes of a file.
CREATE TABLE playbook_version (
  playbook TEXT NOT NULL,
  version  TEXT NOT NULL,
  name     TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (playbook, version)
);

CREATE TABLE run (
  id       TEXT    NOT NULL PRIMARY KEY,
  incident TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  state    TEXT    NOT NULL
);
CREATE INDEX run_incident ON run (incident);

CREATE TABLE run_fact (
  run      TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  happened TEXT    NOT NULL,
  recorded TEXT    NOT NULL,
  actor    TEXT    NOT NULL,
  fact     TEXT    NOT NULL,
  PRIMARY KEY (run, number)
);
