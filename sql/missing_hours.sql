-- Each hour that shows no temperature at all, and why. MySQL 8.0 and later; runs as it is in any client.
--
--   never run    the ledger has no run in this hour
--   failed       the last run could not be fetched; the reason stands beside it
--   incomplete   the last run is committed, but not all of its parts are in
--   empty        the last run has no reading at all
--   no points    the last run has readings, but none that is usable and lies in a region
--
-- From the first hour in the ledger to the last one, or to the hour before now (UTC), whichever is later. To look from
-- another hour, or as far as another:  SET @from = '2019-02-19 00:00:00', @until = '2019-02-19 14:00:00';
WITH RECURSIVE
  last_run AS (
    SELECT
      runs.*,
      ROW_NUMBER() OVER (PARTITION BY hour ORDER BY started_at DESC, slot DESC, run DESC) AS place
    FROM runs
    WHERE hour >= COALESCE(CAST(@from AS DATETIME), TIMESTAMP '1000-01-01 00:00:00')
      AND hour <= COALESCE(CAST(@until AS DATETIME), TIMESTAMP '9999-12-31 23:00:00')
  ),
  ledger AS (
    SELECT MIN(hour) AS first_hour, MAX(hour) AS last_hour
    FROM runs
  ),
  ends AS (
    SELECT
      COALESCE(CAST(@from AS DATETIME), first_hour) AS first_hour,
      COALESCE(
        CAST(@until AS DATETIME),
        GREATEST(
          COALESCE(last_hour, TIMESTAMP '1000-01-01 00:00:00'),
          CAST(DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d %H:00:00') AS DATETIME) - INTERVAL 1 HOUR
        )
      ) AS last_hour
    FROM ledger
  ),
  span AS (
    SELECT first_hour, TIMESTAMPDIFF(HOUR, first_hour, last_hour) + 1 AS hours
    FROM ends
  ),
  bits AS (
    SELECT 0 AS bit UNION ALL SELECT 1
  ),
  numbers (n) AS (
    SELECT CAST(1 AS SIGNED) FROM span WHERE span.hours >= 1
    UNION ALL
    SELECT 2 * numbers.n + bits.bit
    FROM numbers
    CROSS JOIN bits
    JOIN span ON 2 * numbers.n + bits.bit <= span.hours
  ),
  every_hour AS (
    SELECT span.first_hour + INTERVAL (numbers.n - 1) HOUR AS hour
    FROM numbers
    CROSS JOIN span
  )
SELECT
  every_hour.hour AS Hour,
  CASE
    WHEN last_run.run IS NULL THEN 'never run'
    WHEN last_run.state IN ('failed', 'incomplete', 'empty') THEN last_run.state
    ELSE 'no points'
  END AS Reason,
  last_run.run            AS Run,
  last_run.started_at     AS StartedAt,
  last_run.failures       AS Failures,
  last_run.failure_reason AS FailureReason
FROM every_hour
LEFT JOIN last_run
  ON last_run.hour = every_hour.hour AND last_run.place = 1
WHERE NOT EXISTS (SELECT 1 FROM region_temperature WHERE region_temperature.hour = every_hour.hour)
ORDER BY Hour;
