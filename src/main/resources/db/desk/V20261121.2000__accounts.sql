-- People sign in with a password or with a link that works once; of both only a hash is kept.
CREATE TABLE account (
  person_id TEXT NOT NULL PRIMARY KEY,
  password_hash TEXT NOT NULL,
  changed_at TEXT NOT NULL
);

CREATE TABLE one_time_link (
  token_hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT,
  until_at TEXT NOT NULL,
  spent_at TEXT
);
