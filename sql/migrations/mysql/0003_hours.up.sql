-- What each hour shows and what it showed before, and which method is shown.

CREATE TABLE IF NOT EXISTS settings (
  name       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value      VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  changed_at DATETIME(6)  NULL COMMENT 'UTC; NULL while it is as it was shipped',
  PRIMARY KEY (name)
) ENGINE = InnoDB COMMENT = 'Changed by the command line only';

INSERT INTO settings (name, value) VALUES ('method', 'rectangle')
  ON DUPLICATE KEY UPDATE value = settings.value;

CREATE TABLE IF NOT EXISTS hours (
  hour       DATETIME     NOT NULL,
  changeover INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the changeover that it shows; 0 when it never showed anything',
  shown_from DATETIME(6)  NULL COMMENT 'UTC',
  method     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'rectangle or polygon',
  PRIMARY KEY (hour)
) ENGINE = InnoDB COMMENT = 'What each hour shows now; its row is the lock of the hour';

CREATE TABLE IF NOT EXISTS hour_history (
  hour       DATETIME     NOT NULL,
  changeover INT UNSIGNED NOT NULL COMMENT 'counts from 1 within the hour',
  shown_from DATETIME(6)  NOT NULL COMMENT 'UTC; until that of the next changeover',
  method     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (hour, changeover)
) ENGINE = InnoDB COMMENT = 'Every changeover of every hour; rows are only ever added';

CREATE TABLE IF NOT EXISTS hour_history_runs (
  hour          DATETIME     NOT NULL,
  changeover    INT UNSIGNED NOT NULL,
  slot          DATETIME     NOT NULL,
  evaluation_id BIGINT       NOT NULL COMMENT 'of the current run of the slot',
  PRIMARY KEY (hour, changeover, slot)
) ENGINE = InnoDB COMMENT = 'Which runs each changeover shows';

CREATE TABLE IF NOT EXISTS hour_history_values (
  hour           DATETIME     NOT NULL,
  changeover     INT UNSIGNED NOT NULL,
  region         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  temperature    DECIMAL(9,6) NOT NULL,
  numberOfPoints INT UNSIGNED NOT NULL,
  PRIMARY KEY (hour, changeover, region)
) ENGINE = InnoDB COMMENT = 'What region_temperature held after each changeover';
