-- The run that each slot shows: of those whose parts are all exported and that have a usable reading, the last started.
-- (A part without a single reading has no line here; fetch makes one only of an empty answer, which is never shown.)
SELECT hour, slot, run
FROM isotherm.judged_readings
GROUP BY hour, slot, run, started_at
HAVING COUNT(DISTINCT part) = MAX(parts) AND COUNTIF(reason IS NULL) > 0
QUALIFY ROW_NUMBER() OVER (PARTITION BY slot ORDER BY started_at DESC, run DESC) = 1
