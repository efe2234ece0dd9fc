-- Agents show a certificate of our own authority: which were issued, which replace which, which are revoked and why.
-- A token remembers whom it let in, so that an agent whose answer was lost can ask again.

CREATE TABLE agent_certificate (
  serial TEXT PRIMARY KEY,
  agent TEXT NOT NULL REFERENCES agent (id),
  key_hash TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  certificate TEXT NOT NULL,
  replaces TEXT,
  revoked_at TEXT,
  UNIQUE (agent, key_hash)
);

ALTER TABLE agent_token ADD COLUMN agent TEXT;
ALTER TABLE agent ADD COLUMN revoked_at TEXT;
ALTER TABLE agent ADD COLUMN revoked_why TEXT;
