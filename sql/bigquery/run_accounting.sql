-- Every reading of every run is somewhere: readings = usable + rejects, one column for each reason, and usable = points
-- in rectangles + outside.
SELECT
  judged.slot, judged.run, judged.started_at, MAX(judged.parts) AS parts,
  COUNT(*) AS readings,
  COUNTIF(judged.reason IS NULL) AS usable,
  COUNTIF(judged.reason = 'not_an_object') AS rejected_not_an_object,
  COUNTIF(judged.reason = 'missing_country') AS rejected_missing_country,
  COUNTIF(judged.reason = 'foreign') AS rejected_foreign,
  COUNTIF(judged.reason = 'missing_latitude') AS rejected_missing_latitude,
  COUNTIF(judged.reason = 'missing_longitude') AS rejected_missing_longitude,
  COUNTIF(judged.reason = 'missing_temperature') AS rejected_missing_temperature,
  COUNTIF(judged.reason = 'not_a_number') AS rejected_not_a_number,
  COUNTIF(judged.reason = 'out_of_range') AS rejected_out_of_range,
  COUNTIF(judged.reason = 'bad_id') AS rejected_bad_id,
  COUNTIF(judged.reason = 'superseded') AS rejected_superseded,
  COUNTIF(judged.reason IS NULL) - COALESCE(MAX(placed.points), 0) AS rectangle_outside
FROM isotherm.judged_readings AS judged
LEFT JOIN (
  SELECT slot, run, SUM(points) AS points
  FROM isotherm.region_sums
  GROUP BY slot, run
) AS placed
  ON placed.slot = judged.slot AND placed.run = judged.run
GROUP BY judged.slot, judged.run, judged.started_at
