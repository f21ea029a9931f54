-- What region_temperature showed at a given moment. MySQL 8.0 and later.
--
--   SET @known_at = '2019-02-19 15:30:00';   -- UTC; without it the moment is now
WITH
  moment AS (
    SELECT COALESCE(CAST(@known_at AS DATETIME(6)), UTC_TIMESTAMP(6)) AS known_at
  )
SELECT
  hour_history_values.hour           AS Hour,
  hour_history_values.region         AS Region,
  hour_history_values.temperature    AS Temperature,
  hour_history_values.numberOfPoints AS NumberOfPoints,
  hour_history.shown_from            AS ShownFrom
FROM moment
JOIN hour_history
  ON hour_history.shown_from <= moment.known_at
JOIN hour_history_values
  ON hour_history_values.hour = hour_history.hour AND hour_history_values.changeover = hour_history.changeover
WHERE hour_history.changeover = (
  SELECT MAX(latest.changeover)
  FROM hour_history AS latest
  WHERE latest.hour = hour_history.hour AND latest.shown_from <= moment.known_at
)
ORDER BY Hour, Region;
