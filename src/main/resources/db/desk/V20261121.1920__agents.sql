-- Who may send batches: the agents with their keys, and the one-time tokens that let new ones in.

CREATE TABLE agent (
  id TEXT PRIMARY KEY,
  office TEXT NOT NULL,
  host TEXT NOT NULL,
  public_key BLOB NOT NULL,
  enrolled_at TEXT NOT NULL,
  revoked INTEGER NOT NULL
);

CREATE TABLE agent_token (
  hash TEXT PRIMARY KEY,
  office TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  spent_at TEXT
);
