-- What each hour shows and what it showed before, and which method is shown.

CREATE TABLE IF NOT EXISTS settings (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  changed_at TEXT NULL,
  PRIMARY KEY (name)
);

INSERT INTO settings (name, value) VALUES ('method', 'rectangle')
  ON CONFLICT (name) DO NOTHING;

CREATE TABLE IF NOT EXISTS hours (
  hour TEXT NOT NULL,
  changeover INTEGER NOT NULL DEFAULT 0,
  shown_from TEXT NULL,
  method TEXT NULL,
  PRIMARY KEY (hour)
);

CREATE TABLE IF NOT EXISTS hour_history (
  hour TEXT NOT NULL,
  changeover INTEGER NOT NULL,
  shown_from TEXT NOT NULL,
  method TEXT NOT NULL,
  PRIMARY KEY (hour, changeover)
);

CREATE TABLE IF NOT EXISTS hour_history_runs (
  hour TEXT NOT NULL,
  changeover INTEGER NOT NULL,
  slot TEXT NOT NULL,
  evaluation_id INTEGER NOT NULL,
  PRIMARY KEY (hour, changeover, slot)
);

CREATE TABLE IF NOT EXISTS hour_history_values (
  hour TEXT NOT NULL,
  changeover INTEGER NOT NULL,
  region TEXT NOT NULL,
  temperature DECIMAL(9,6) NOT NULL,
  numberOfPoints INTEGER NOT NULL,
  PRIMARY KEY (hour, changeover, region)
);
