-- What was published again from the bucket, by whom and why.

CREATE TABLE IF NOT EXISTS replays (
  id TEXT NOT NULL,
  command TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NULL,
  first_hour TEXT NULL,
  last_hour TEXT NULL,
  run TEXT NULL,
  reason TEXT NULL,
  destination TEXT NOT NULL,
  runs INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  code_version TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE INDEX IF NOT EXISTS replays_started ON replays (started_at);
