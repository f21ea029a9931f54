-- What was published again from the bucket, by whom and why.

CREATE TABLE IF NOT EXISTS replays (
  id           CHAR(32)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  command      VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'replay or reconcile',
  started_at   DATETIME(6)   NOT NULL COMMENT 'UTC; of the first start, when it was resumed',
  ended_at     DATETIME(6)   NULL COMMENT 'UTC; NULL while it runs, or when it was interrupted',
  first_hour   DATETIME      NULL COMMENT 'the hours asked for; NULL: from the first',
  last_hour    DATETIME      NULL,
  run          VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the only run asked for',
  reason       VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  destination  VARCHAR(500)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'the topic, or this process',
  runs         BIGINT        NOT NULL COMMENT 'runs published again so far',
  messages     BIGINT        NOT NULL COMMENT 'messages published again so far',
  started_by   VARCHAR(200)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'user@machine',
  code_version VARCHAR(100)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (id),
  KEY replays_started (started_at)
) ENGINE = InnoDB COMMENT = 'Audit: one row for each replay';
