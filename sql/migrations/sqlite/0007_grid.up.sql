-- The aggregation "grid": what is kept of each part, and what is shown.

CREATE TABLE IF NOT EXISTS grid_parts (
  evaluation_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  version INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  sum TEXT NOT NULL,
  points INTEGER NOT NULL,
  PRIMARY KEY (evaluation_id, part, version, cell)
);

CREATE TABLE IF NOT EXISTS grid_temperature (
  hour TEXT NOT NULL,
  latitude DECIMAL(4,1) NOT NULL,
  longitude DECIMAL(4,1) NOT NULL,
  temperature DECIMAL(9,6) NOT NULL,
  numberOfPoints INTEGER NOT NULL,
  PRIMARY KEY (hour, latitude, longitude)
);
