-- The aggregation "event-time": what is kept of each part, and what is shown.

CREATE TABLE IF NOT EXISTS event_time_parts (
  evaluation_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  version INTEGER NOT NULL,
  event_hour TEXT NOT NULL,
  method TEXT NOT NULL,
  region TEXT NOT NULL,
  sum TEXT NOT NULL,
  points INTEGER NOT NULL,
  PRIMARY KEY (evaluation_id, part, version, event_hour, method, region)
);

CREATE TABLE IF NOT EXISTS event_time_sums (
  hour TEXT NOT NULL,
  event_hour TEXT NOT NULL,
  method TEXT NOT NULL,
  region TEXT NOT NULL,
  sum TEXT NOT NULL,
  numberOfPoints INTEGER NOT NULL,
  PRIMARY KEY (hour, event_hour, method, region)
);

CREATE INDEX IF NOT EXISTS event_time_sums_event ON event_time_sums (event_hour, method, region);
