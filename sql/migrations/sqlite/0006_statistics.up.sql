-- The aggregation "statistics": what is kept of each part, and what is shown.

CREATE TABLE IF NOT EXISTS statistics_parts (
  evaluation_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  version INTEGER NOT NULL,
  method TEXT NOT NULL,
  region TEXT NOT NULL,
  points INTEGER NOT NULL,
  sum TEXT NOT NULL,
  squares TEXT NOT NULL,
  minimum TEXT NOT NULL,
  maximum TEXT NOT NULL,
  sketch BLOB NOT NULL,
  PRIMARY KEY (evaluation_id, part, version, method, region)
);

CREATE TABLE IF NOT EXISTS region_statistics (
  hour TEXT NOT NULL,
  method TEXT NOT NULL,
  region TEXT NOT NULL,
  numberOfPoints INTEGER NOT NULL,
  mean DECIMAL(9,6) NOT NULL,
  standard_deviation DECIMAL(9,6) NOT NULL,
  minimum DECIMAL(12,9) NOT NULL,
  p05 DECIMAL(12,9) NOT NULL,
  p25 DECIMAL(12,9) NOT NULL,
  p50 DECIMAL(12,9) NOT NULL,
  p75 DECIMAL(12,9) NOT NULL,
  p95 DECIMAL(12,9) NOT NULL,
  maximum DECIMAL(12,9) NOT NULL,
  PRIMARY KEY (hour, method, region)
);
