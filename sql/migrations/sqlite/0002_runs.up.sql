-- The ledger: every run, what was read, used and rejected, and the exact sums by both methods.

CREATE TABLE IF NOT EXISTS shapes_activations (
  generation INTEGER NOT NULL,
  hash TEXT NOT NULL,
  first_used TEXT NOT NULL,
  PRIMARY KEY (generation, hash)
);

CREATE TABLE IF NOT EXISTS runs (
  slot TEXT NOT NULL,
  run TEXT NOT NULL,
  hour TEXT NOT NULL,
  started_at TEXT NOT NULL,
  state TEXT NOT NULL,
  source TEXT NULL,
  parts INTEGER NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  failure_reason TEXT NULL,
  evaluation_id INTEGER NULL,
  readings INTEGER NULL,
  usable INTEGER NULL,
  ambiguous INTEGER NULL,
  rectangle_outside INTEGER NULL,
  polygon_outside INTEGER NULL,
  rejected_not_an_object INTEGER NULL,
  rejected_missing_country INTEGER NULL,
  rejected_foreign INTEGER NULL,
  rejected_missing_latitude INTEGER NULL,
  rejected_missing_longitude INTEGER NULL,
  rejected_missing_temperature INTEGER NULL,
  rejected_not_a_number INTEGER NULL,
  rejected_out_of_range INTEGER NULL,
  rejected_bad_id INTEGER NULL,
  rejected_superseded INTEGER NULL,
  took_milliseconds INTEGER NULL,
  received_at TEXT NULL,
  recorded_at TEXT NOT NULL,
  code_version TEXT NULL,
  PRIMARY KEY (slot, run)
);

CREATE INDEX IF NOT EXISTS runs_hour ON runs (hour, started_at);

CREATE TABLE IF NOT EXISTS run_failures (
  slot TEXT NOT NULL,
  run TEXT NOT NULL,
  started_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (slot, run, started_at)
);

CREATE TABLE IF NOT EXISTS evaluations (
  id INTEGER NOT NULL,
  slot TEXT NOT NULL,
  run TEXT NOT NULL,
  shapes_hash TEXT NOT NULL,
  rules_version INTEGER NOT NULL,
  activation INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  parts_in INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0,
  readings INTEGER NOT NULL DEFAULT 0,
  usable INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE (slot, run, shapes_hash, rules_version),
  CONSTRAINT evaluations_parts CHECK (parts_in <= parts)
);

CREATE TABLE IF NOT EXISTS evaluation_parts (
  evaluation_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  object_name TEXT NOT NULL,
  generation INTEGER NOT NULL,
  readings INTEGER NOT NULL,
  usable INTEGER NOT NULL,
  ambiguous INTEGER NOT NULL,
  rectangle_used INTEGER NOT NULL,
  rectangle_outside INTEGER NOT NULL,
  polygon_used INTEGER NOT NULL,
  polygon_outside INTEGER NOT NULL,
  rejected_not_an_object INTEGER NOT NULL,
  rejected_missing_country INTEGER NOT NULL,
  rejected_foreign INTEGER NOT NULL,
  rejected_missing_latitude INTEGER NOT NULL,
  rejected_missing_longitude INTEGER NOT NULL,
  rejected_missing_temperature INTEGER NOT NULL,
  rejected_not_a_number INTEGER NOT NULL,
  rejected_out_of_range INTEGER NOT NULL,
  rejected_bad_id INTEGER NOT NULL,
  rejected_superseded INTEGER NOT NULL,
  delivery_attempt INTEGER NOT NULL,
  took_milliseconds INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  code_version TEXT NOT NULL,
  PRIMARY KEY (evaluation_id, part),
  CONSTRAINT evaluation_parts_evaluation FOREIGN KEY (evaluation_id) REFERENCES evaluations (id),
  CONSTRAINT evaluation_parts_readings CHECK (
    readings = usable
      + rejected_not_an_object + rejected_missing_country + rejected_foreign
      + rejected_missing_latitude + rejected_missing_longitude + rejected_missing_temperature
      + rejected_not_a_number + rejected_out_of_range + rejected_bad_id + rejected_superseded),
  CONSTRAINT evaluation_parts_rectangle CHECK (usable = rectangle_used + rectangle_outside),
  CONSTRAINT evaluation_parts_polygon CHECK (usable = polygon_used + polygon_outside)
);

CREATE TABLE IF NOT EXISTS region_sums (
  evaluation_id INTEGER NOT NULL,
  part INTEGER NOT NULL,
  method TEXT NOT NULL,
  region TEXT NOT NULL,
  sum TEXT NOT NULL,
  points INTEGER NOT NULL,
  PRIMARY KEY (evaluation_id, part, method, region),
  CONSTRAINT region_sums_part FOREIGN KEY (evaluation_id, part) REFERENCES evaluation_parts (evaluation_id, part),
  CONSTRAINT region_sums_points CHECK (points > 0)
);
