-- What every aggregation needs beside its own two tables: which parts are in for it, and what it shows of each hour.

CREATE TABLE IF NOT EXISTS aggregation_parts (
  evaluation_id BIGINT       NOT NULL,
  part          INT UNSIGNED NOT NULL,
  aggregation   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'its name',
  version       INT          NOT NULL COMMENT 'of the aggregation',
  PRIMARY KEY (evaluation_id, part, aggregation, version),
  CONSTRAINT aggregation_parts_part FOREIGN KEY (evaluation_id, part)
    REFERENCES evaluation_parts (evaluation_id, part)
) ENGINE = InnoDB COMMENT = 'Which parts are in for which aggregation; a part without rows of its own too';

CREATE TABLE IF NOT EXISTS aggregation_hours (
  hour        DATETIME      NOT NULL,
  aggregation VARCHAR(32)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'its name',
  version     INT           NOT NULL COMMENT 'that made the rows',
  evaluations VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
              COMMENT 'that the rows are of, by slot, parted by blanks; empty when nothing is shown',
  PRIMARY KEY (hour, aggregation)
) ENGINE = InnoDB COMMENT = 'What each aggregation shows of each hour';
