-- For every region and every hour, from the first hour to the last: the mean temperature at this hour and three hours
-- before. Where nothing was measured the temperature is NULL. MySQL 8.0 and later; runs as it is in any client.
--
-- The hours are made here, not read, because an hour without a row must appear too. They are numbered 1, 2, 3, ...;
-- each number n makes 2n and 2n + 1, so ten years of hours need a recursion of 17 steps only, far from the limit of
-- 1,000 (cte_max_recursion_depth). Three hours before is a join on the time: LAG would go back three rows.
WITH RECURSIVE
  span AS (
    SELECT MIN(hour) AS first_hour, TIMESTAMPDIFF(HOUR, MIN(hour), MAX(hour)) + 1 AS hours
    FROM region_temperature
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
  regions.name            AS Region,
  every_hour.hour         AS Hour,
  at_hour.temperature     AS Temperature,
  before_hour.temperature AS Temperature3HoursBefore
FROM every_hour
CROSS JOIN regions
LEFT JOIN region_temperature AS at_hour
  ON at_hour.hour = every_hour.hour AND at_hour.region = regions.name
LEFT JOIN region_temperature AS before_hour
  ON before_hour.hour = every_hour.hour - INTERVAL 3 HOUR AND before_hour.region = regions.name
ORDER BY Region, Hour;
