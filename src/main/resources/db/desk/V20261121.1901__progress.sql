-- A reader of the event log and its effects move in one transaction, so nothing is lost or repeated.
CREATE TABLE progress (
  reader      TEXT   NOT NULL PRIMARY KEY,
  position    BIGINT NOT NULL,
  needed_from BIGINT NOT NULL,
  memory      TEXT   NOT NULL
);

CREATE TABLE effect (
  id TEXT NOT NULL PRIMARY KEY
);
