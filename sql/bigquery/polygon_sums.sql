-- The same by the outlines. planar => TRUE reads the edges as straight lines in longitude and latitude, as the rule
-- wants, and not as arcs of great circles; BigQuery then follows each edge with arcs that stay within 10 metres of it, so
-- a point nearer to a border than that may come out in the neighbour. A point on a border is inside, of an outline with
-- holes also on the rim of a hole; the lowest place wins.
WITH
  outlines AS (
    SELECT place, ST_GEOGFROMTEXT(outline, planar => TRUE, make_valid => TRUE) AS outline
    FROM isotherm.regions
  ),
  matched AS (
    SELECT
      judged.hour, judged.slot, judged.run, judged.part, judged.position, judged.celsius,
      MIN(outlines.place) AS place
    FROM isotherm.judged_readings AS judged
    JOIN outlines
      ON ST_COVERS(outlines.outline, SAFE.ST_GEOGPOINT(judged.longitude, judged.latitude)) -- rejects may be no point
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
