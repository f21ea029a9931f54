-- The exact sum and the number of usable readings of each run in each region, by the first rectangle that holds them.
-- Rectangles are closed on all four sides; the lowest place wins. A reading in no rectangle has no row here.
WITH
  matched AS (
    SELECT
      judged.hour, judged.slot, judged.run, judged.part, judged.position, judged.celsius,
      MIN(regions.place) AS place
    FROM isotherm.judged_readings AS judged
    JOIN isotherm.regions AS regions
      ON judged.latitude BETWEEN regions.south AND regions.north
      AND judged.longitude BETWEEN regions.west AND regions.east
    WHERE judged.reason IS NULL
    GROUP BY judged.hour, judged.slot, judged.run, judged.part, judged.position, judged.celsius
  )
SELECT
  matched.hour, matched.slot, matched.run, regions.code, regions.region,
  SUM(matched.celsius) AS celsius,
  COUNT(*) AS points
FROM matched
JOIN isotherm.regions AS regions ON regions.place = matched.place
GROUP BY matched.hour, matched.slot, matched.run, regions.code, regions.region
