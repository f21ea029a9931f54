-- For every region and every hour, from the first hour to the last: the mean temperature at this hour and three hours
-- before. Where nothing was measured the temperature is NULL. SQLite 3.25 and later; the same as for MySQL.
WITH RECURSIVE
  span AS (
    SELECT MIN(hour) AS first_hour, MAX(hour) AS last_hour
    FROM region_temperature
  ),
  every_hour (hour) AS (
    SELECT first_hour FROM span WHERE first_hour IS NOT NULL
    UNION ALL
    SELECT datetime(every_hour.hour, '+1 hour') FROM every_hour JOIN span ON every_hour.hour < span.last_hour
  )
SELECT
  regions.name            AS Region,
  every_hour.hour         AS Hour,
  at_hour.temperature     AS Temperature,
  before_hour.temperature AS Temperature3HoursBefore
FROM every_hour
CROSS JOIN regions
LEFT JOIN region_temperature AS at_hour
  ON at_hour.hour = every_hour.hour AND at_hour.region = regions.name
LEFT JOIN region_temperature AS before_hour
  ON before_hour.hour = datetime(every_hour.hour, '-3 hours') AND before_hour.region = regions.name
ORDER BY 1, 2;
