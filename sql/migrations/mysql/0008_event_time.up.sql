-- The aggregation "event-time": what is kept of each part, and what is shown.

CREATE TABLE IF NOT EXISTS event_time_parts (
  evaluation_id BIGINT        NOT NULL,
  part          INT UNSIGNED  NOT NULL,
  version       INT           NOT NULL COMMENT 'of the aggregation',
  event_hour    VARCHAR(19)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                COMMENT 'UTC, 2019-02-19 14:00:00, by the timestamps of the readings; bad: none, or far from the import',
  method        VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'rectangle or polygon',
  region        CHAR(2)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'INSEE code',
  sum           DECIMAL(38,9) NOT NULL COMMENT 'exact sum in degrees Celsius',
  points        BIGINT        NOT NULL,
  PRIMARY KEY (evaluation_id, part, version, event_hour, method, region)
) ENGINE = InnoDB COMMENT = 'Exact sums of each part by event hour';

CREATE TABLE IF NOT EXISTS event_time_sums (
  hour           DATETIME      NOT NULL COMMENT 'UTC hour in which the import was started',
  event_hour     VARCHAR(19)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                 COMMENT 'UTC, 2019-02-19 14:00:00, by the timestamps of the readings; bad: none, or far from the import',
  method         VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'rectangle or polygon',
  region         VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'name of the region',
  sum            DECIMAL(38,9) NOT NULL COMMENT 'exact; an event hour adds up the sums of all import hours',
  numberOfPoints INT UNSIGNED  NOT NULL,
  PRIMARY KEY (hour, event_hour, method, region),
  KEY event_time_sums_event (event_hour, method, region)
) ENGINE = InnoDB COMMENT = 'Current exact sums of each import hour by event hour';
