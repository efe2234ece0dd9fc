-- What an exercise kept instead of sending it, to be looked at by those who took part. Empty in the
-- live world, whose desk has the same tables.
CREATE TABLE kept_message (
  id TEXT NOT NULL PRIMARY KEY,
  kept_at TEXT NOT NULL,
  channel TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  incident TEXT NOT NULL
);

CREATE INDEX kept_message_by_time ON kept_message (kept_at);

CREATE TABLE kept_report (
  report TEXT NOT NULL PRIMARY KEY,
  kept_at TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  sha256 TEXT NOT NULL
);
