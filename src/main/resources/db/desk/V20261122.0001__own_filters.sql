-- Who said that a match is our own activity, why, and until when; retired ones stay to be read.
CREATE TABLE own_filter (
  number    BIGINT NOT NULL PRIMARY KEY,
  file      TEXT   NOT NULL,
  rule      TEXT   NOT NULL,
  title     TEXT   NOT NULL,
  items     TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  by_whom   TEXT   NOT NULL,
  at        TEXT   NOT NULL,
  until_day TEXT,
  detection TEXT,
  ended_at  TEXT,
  ended_by  TEXT,
  ended_why TEXT
);
