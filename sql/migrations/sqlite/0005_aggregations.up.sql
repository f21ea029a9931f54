-- What every aggregation needs beside its own two tables: which parts are in for it, and what it shows of each hour.

CREATE TABLE IF NOT EXISTS aggregation_parts (
  evaluation_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  aggregation TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (evaluation_id, part, aggregation, version),
  CONSTRAINT aggregation_parts_part FOREIGN KEY (evaluation_id, part)
    REFERENCES evaluation_parts (evaluation_id, part)
);

CREATE TABLE IF NOT EXISTS aggregation_hours (
  hour TEXT NOT NULL,
  aggregation TEXT NOT NULL,
  version INTEGER NOT NULL,
  evaluations TEXT NOT NULL,
  PRIMARY KEY (hour, aggregation)
);
