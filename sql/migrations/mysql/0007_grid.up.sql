-- The aggregation "grid": what is kept of each part, and what is shown.

CREATE TABLE IF NOT EXISTS grid_parts (
  evaluation_id BIGINT        NOT NULL,
  part          INT UNSIGNED  NOT NULL,
  version       INT           NOT NULL COMMENT 'of the aggregation',
  cell          INT           NOT NULL COMMENT 'from the south-west, row by row; the last number is outside the grid',
  sum           DECIMAL(38,9) NOT NULL COMMENT 'exact sum in degrees Celsius',
  points        BIGINT        NOT NULL,
  PRIMARY KEY (evaluation_id, part, version, cell)
) ENGINE = InnoDB COMMENT = 'Exact sums of the cells of each part';

CREATE TABLE IF NOT EXISTS grid_temperature (
  hour           DATETIME     NOT NULL COMMENT 'UTC hour in which the import was started',
  latitude       DECIMAL(4,1) NOT NULL COMMENT 'of the south-west corner; a cell is a tenth of a degree',
  longitude      DECIMAL(4,1) NOT NULL COMMENT 'of the south-west corner',
  temperature    DECIMAL(9,6) NOT NULL COMMENT 'mean in degrees Celsius, half to even',
  numberOfPoints INT UNSIGNED NOT NULL COMMENT 'readings that it is the mean of',
  PRIMARY KEY (hour, latitude, longitude)
) ENGINE = InnoDB COMMENT = 'Current mean temperature of each cell in each hour; cells without readings have no row';
