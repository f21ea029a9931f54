-- The ledger: every run, what was read, used and rejected, and the exact sums by both methods.

CREATE TABLE IF NOT EXISTS shapes_activations (
  generation BIGINT      NOT NULL COMMENT 'of the shapes object; orders activations',
  hash       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the content of the shapes',
  first_used DATETIME(6) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (generation, hash)
) ENGINE = InnoDB COMMENT = 'Region shapes that have been in use';

CREATE TABLE IF NOT EXISTS runs (
  slot              DATETIME     NOT NULL COMMENT 'UTC start of what the run covers',
  run               VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hour              DATETIME     NOT NULL COMMENT 'UTC hour that shows the slot',
  started_at        DATETIME(6)  NOT NULL COMMENT 'UTC; until the run is committed, of its last attempt',
  state             VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                    COMMENT 'failed, incomplete, empty, unusable or complete',
  source            VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  parts             INT UNSIGNED NULL COMMENT 'parts in all; NULL until the run is committed',
  failures          INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'calls of the sensor API that failed',
  failure_reason    VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL
                    COMMENT 'of the last failure; NULL once the run is committed',
  evaluation_id     BIGINT       NULL COMMENT 'the evaluation that the counts below are of',
  readings          BIGINT       NULL COMMENT 'readings = usable + all rejects',
  usable            BIGINT       NULL,
  ambiguous         BIGINT       NULL COMMENT 'usable readings in two or more rectangles',
  rectangle_outside BIGINT       NULL COMMENT 'usable readings in no rectangle',
  polygon_outside   BIGINT       NULL COMMENT 'usable readings in no outline',
  rejected_not_an_object        BIGINT NULL,
  rejected_missing_country      BIGINT NULL,
  rejected_foreign              BIGINT NULL,
  rejected_missing_latitude     BIGINT NULL,
  rejected_missing_longitude    BIGINT NULL,
  rejected_missing_temperature  BIGINT NULL,
  rejected_not_a_number         BIGINT NULL,
  rejected_out_of_range         BIGINT NULL,
  rejected_bad_id               BIGINT NULL,
  rejected_superseded           BIGINT NULL,
  took_milliseconds BIGINT       NULL COMMENT 'work on all parts, added up',
  received_at       DATETIME(6)  NULL COMMENT 'UTC; the message that changed this row last',
  recorded_at       DATETIME(6)  NOT NULL COMMENT 'UTC; when this row was changed last',
  code_version      VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  PRIMARY KEY (slot, run),
  KEY runs_hour (hour, started_at)
) ENGINE = InnoDB COMMENT = 'Ledger: one row for each run, committed or failed';

CREATE TABLE IF NOT EXISTS run_failures (
  slot        DATETIME      NOT NULL,
  run         VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_at  DATETIME(6)   NOT NULL COMMENT 'UTC; start of the attempt that failed',
  reason      VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  recorded_at DATETIME(6)   NOT NULL COMMENT 'UTC',
  PRIMARY KEY (slot, run, started_at)
) ENGINE = InnoDB COMMENT = 'Calls of the sensor API that made no run';

CREATE TABLE IF NOT EXISTS evaluations (
  id               BIGINT       NOT NULL AUTO_INCREMENT,
  slot             DATETIME     NOT NULL,
  run              VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shapes_hash      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rules_version    INT          NOT NULL,
  activation       BIGINT       NOT NULL COMMENT 'latest activation of the shapes under which a part was delivered',
  parts            INT UNSIGNED NOT NULL COMMENT 'parts in all',
  parts_in         INT UNSIGNED NOT NULL DEFAULT 0,
  complete         BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'only complete evaluations are shown',
  readings         BIGINT       NOT NULL DEFAULT 0 COMMENT 'of the parts that are in',
  usable           BIGINT       NOT NULL DEFAULT 0 COMMENT 'of the parts that are in',
  PRIMARY KEY (id),
  UNIQUE KEY evaluations_key (slot, run, shapes_hash, rules_version),
  CONSTRAINT evaluations_parts CHECK (parts_in <= parts)
) ENGINE = InnoDB COMMENT = 'A run aggregated with given shapes and rules';

CREATE TABLE IF NOT EXISTS evaluation_parts (
  evaluation_id     BIGINT       NOT NULL,
  part              INT UNSIGNED NOT NULL COMMENT 'counts from 0',
  object_name       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'the raw object',
  generation        BIGINT       NOT NULL COMMENT 'of the raw object',
  readings          BIGINT       NOT NULL,
  usable            BIGINT       NOT NULL,
  ambiguous         BIGINT       NOT NULL,
  rectangle_used    BIGINT       NOT NULL,
  rectangle_outside BIGINT       NOT NULL,
  polygon_used      BIGINT       NOT NULL,
  polygon_outside   BIGINT       NOT NULL,
  rejected_not_an_object        BIGINT NOT NULL,
  rejected_missing_country      BIGINT NOT NULL,
  rejected_foreign              BIGINT NOT NULL,
  rejected_missing_latitude     BIGINT NOT NULL,
  rejected_missing_longitude    BIGINT NOT NULL,
  rejected_missing_temperature  BIGINT NOT NULL,
  rejected_not_a_number         BIGINT NOT NULL,
  rejected_out_of_range         BIGINT NOT NULL,
  rejected_bad_id               BIGINT NOT NULL,
  rejected_superseded           BIGINT NOT NULL,
  delivery_attempt  INT          NOT NULL COMMENT 'as the broker counts it; 0 when it does not say',
  took_milliseconds BIGINT       NOT NULL COMMENT 'from the message until the sums were ready',
  received_at       DATETIME(6)  NOT NULL COMMENT 'UTC',
  recorded_at       DATETIME(6)  NOT NULL COMMENT 'UTC',
  code_version      VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (evaluation_id, part),
  CONSTRAINT evaluation_parts_evaluation FOREIGN KEY (evaluation_id) REFERENCES evaluations (id),
  CONSTRAINT evaluation_parts_readings CHECK (
    readings = usable
      + rejected_not_an_object + rejected_missing_country + rejected_foreign
      + rejected_missing_latitude + rejected_missing_longitude + rejected_missing_temperature
      + rejected_not_a_number + rejected_out_of_range + rejected_bad_id + rejected_superseded),
  CONSTRAINT evaluation_parts_rectangle CHECK (usable = rectangle_used + rectangle_outside),
  CONSTRAINT evaluation_parts_polygon CHECK (usable = polygon_used + polygon_outside)
) ENGINE = InnoDB COMMENT = 'Accounting of each part: every reading is somewhere';

CREATE TABLE IF NOT EXISTS region_sums (
  evaluation_id BIGINT        NOT NULL,
  part          INT UNSIGNED  NOT NULL,
  method        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'rectangle or polygon',
  region        CHAR(2)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'INSEE code',
  sum           DECIMAL(38,9) NOT NULL COMMENT 'exact sum in degrees Celsius',
  points        BIGINT        NOT NULL COMMENT 'never 0: a region without points has no row',
  PRIMARY KEY (evaluation_id, part, method, region),
  CONSTRAINT region_sums_part FOREIGN KEY (evaluation_id, part) REFERENCES evaluation_parts (evaluation_id, part),
  CONSTRAINT region_sums_points CHECK (points > 0)
) ENGINE = InnoDB COMMENT = 'Exact sums, by both methods, from which every mean is made';
