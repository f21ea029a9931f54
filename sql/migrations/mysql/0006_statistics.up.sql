-- The aggregation "statistics": what is kept of each part, and what is shown.

CREATE TABLE IF NOT EXISTS statistics_parts (
  evaluation_id BIGINT         NOT NULL,
  part          INT UNSIGNED   NOT NULL,
  version       INT            NOT NULL COMMENT 'of the aggregation',
  method        VARCHAR(16)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'rectangle or polygon',
  region        CHAR(2)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'INSEE code',
  points        BIGINT         NOT NULL,
  sum           DECIMAL(38,9)  NOT NULL COMMENT 'exact sum in degrees Celsius',
  squares       DECIMAL(38,18) NOT NULL COMMENT 'exact sum of the squares',
  minimum       DECIMAL(38,9)  NOT NULL,
  maximum       DECIMAL(38,9)  NOT NULL,
  sketch        MEDIUMBLOB     NOT NULL COMMENT 'how many readings are nearest to each tenth of a degree',
  PRIMARY KEY (evaluation_id, part, version, method, region)
) ENGINE = InnoDB COMMENT = 'Statistics of each part, from which those of an hour are made';

CREATE TABLE IF NOT EXISTS region_statistics (
  hour               DATETIME      NOT NULL COMMENT 'UTC hour in which the import was started',
  method             VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'rectangle or polygon',
  region             VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'name of the region',
  numberOfPoints     INT UNSIGNED  NOT NULL,
  mean               DECIMAL(9,6)  NOT NULL COMMENT 'as in region_temperature',
  standard_deviation DECIMAL(9,6)  NOT NULL COMMENT 'of the population, half to even',
  minimum            DECIMAL(12,9) NOT NULL COMMENT 'exact',
  p05                DECIMAL(12,9) NOT NULL COMMENT 'quantiles by nearest rank, within 0.05 degrees',
  p25                DECIMAL(12,9) NOT NULL,
  p50                DECIMAL(12,9) NOT NULL,
  p75                DECIMAL(12,9) NOT NULL,
  p95                DECIMAL(12,9) NOT NULL,
  maximum            DECIMAL(12,9) NOT NULL COMMENT 'exact',
  PRIMARY KEY (hour, method, region)
) ENGINE = InnoDB COMMENT = 'Current statistics of each region in each hour, by both methods';
