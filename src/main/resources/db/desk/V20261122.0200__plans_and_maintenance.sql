-- What is to be watched how, the plans signed from it, and the announced work during which nobody is called.

CREATE TABLE watch_terms (
  asset TEXT PRIMARY KEY,
  watched INTEGER NOT NULL,
  every_ms BIGINT NOT NULL,
  page_every_ms BIGINT NOT NULL,
  conditions TEXT NOT NULL,
  changed_at TEXT NOT NULL
);

CREATE TABLE watch_plan (
  agent TEXT NOT NULL,
  version BIGINT NOT NULL,
  made_at TEXT NOT NULL,
  body BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (agent, version)
);

CREATE TABLE maintenance (
  id TEXT PRIMARY KEY,
  office TEXT NOT NULL,
  asset TEXT,
  days TEXT NOT NULL,
  begins TEXT NOT NULL,
  lasts_ms BIGINT NOT NULL,
  zone TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  owner TEXT NOT NULL,
  reason TEXT NOT NULL,
  added_at TEXT NOT NULL,
  ended_at TEXT
);
