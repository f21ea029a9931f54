-- Each hour that shows no temperature at all, and why: never run, failed, incomplete (parts are missing), empty (no
-- reading) or no points (no usable reading in a region). SQLite 3.25 and later; the same as for MySQL.
--
-- To look from another hour, or as far as another, in the sqlite3 shell:
--   .parameter set @from "'2019-02-19 00:00:00'"
--   .parameter set @until "'2019-02-19 14:00:00'"
WITH RECURSIVE
  last_run AS (
    SELECT
      runs.*,
      ROW_NUMBER() OVER (PARTITION BY hour ORDER BY started_at DESC, slot DESC, run DESC) AS place
    FROM runs
    WHERE hour >= COALESCE(@from, '') AND hour <= COALESCE(@until, '9999')
  ),
  span AS (
    SELECT
      COALESCE(@from, (SELECT MIN(hour) FROM runs)) AS first_hour,
      COALESCE(
        @until,
        MAX(
          COALESCE((SELECT MAX(hour) FROM runs), ''),
          strftime('%Y-%m-%d %H:00:00', 'now', '-1 hour')
        )
      ) AS last_hour
  ),
  every_hour (hour) AS (
    SELECT first_hour FROM span WHERE first_hour <= last_hour
    UNION ALL
    SELECT datetime(every_hour.hour, '+1 hour') FROM every_hour JOIN span ON every_hour.hour < span.last_hour
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
ORDER BY 1;
