-- What MySQL's table of that name holds, by the first rectangle: of each hour and region the mean over the current runs
-- of its slots, half-even to six decimals, from exact sums. (By outlines: the same over polygon_sums.) The quotient has
-- 38 decimals, more than a sum of at most 10^11 readings needs for its rounding to be that of the exact one.
SELECT
  sums.hour,
  sums.region,
  ROUND(CAST(SUM(sums.celsius) AS BIGNUMERIC) / SUM(sums.points), 6, 'ROUND_HALF_EVEN') AS temperature,
  SUM(sums.points) AS numberOfPoints
FROM isotherm.region_sums AS sums
JOIN isotherm.current_runs AS shown
  ON shown.slot = sums.slot AND shown.run = sums.run
GROUP BY sums.hour, sums.region
