-- Every exported reading with the reason for which it is a reject, or NULL when it is usable: the rules of docs/data.md
-- over the text that was received. GoogleSQL (BigQuery); a view of that name over the external tables readings and
-- regions, which Terraform makes.
--
-- The limits of a temperature are the usual ones (MIN_CELSIUS, MAX_CELSIUS). Whether a number is finite is decided as a double; a temperature is then read from its decimal text, to 38 decimals,
-- and rounded half-even to nine. The last of several otherwise usable readings of one id in a part counts.
WITH
  typed AS (
    SELECT
      readings.*,
      IF(lat_type = 'number', SAFE_CAST(lat AS FLOAT64), NULL) AS latitude,
      IF(lon_type = 'number', SAFE_CAST(lon AS FLOAT64), NULL) AS longitude,
      IF(temperature_type = 'number', SAFE_CAST(temperature AS FLOAT64), NULL) AS approximately,
      IF(temperature_type = 'number', SAFE_CAST(temperature AS BIGNUMERIC), NULL) AS written
    FROM isotherm.readings AS readings
  ),
  judged AS (
    SELECT
      typed.*,
      CASE
        WHEN NOT is_object THEN 'not_an_object'
        WHEN COALESCE(country_type, 'null') <> 'string' THEN 'missing_country'
        WHEN country IS NULL OR UPPER(TRIM(country)) <> 'FRANCE' THEN 'foreign'
        WHEN COALESCE(lat_type, 'null') = 'null' THEN 'missing_latitude'
        WHEN latitude IS NULL OR IS_INF(latitude) THEN 'not_a_number'
        WHEN latitude NOT BETWEEN -90 AND 90 THEN 'out_of_range'
        WHEN COALESCE(lon_type, 'null') = 'null' THEN 'missing_longitude'
        WHEN longitude IS NULL OR IS_INF(longitude) THEN 'not_a_number'
        WHEN longitude NOT BETWEEN -180 AND 180 THEN 'out_of_range'
        WHEN COALESCE(temperature_type, 'null') = 'null' THEN 'missing_temperature'
        WHEN approximately IS NULL OR IS_INF(approximately) THEN 'not_a_number'
        WHEN written IS NULL OR written NOT BETWEEN -100 AND 100 THEN 'out_of_range'
        WHEN COALESCE(id_type, 'null') <> 'string' OR COALESCE(id, '') = '' THEN 'bad_id'
      END AS fault
    FROM typed
  )
SELECT
  hour, slot, run, started_at, parts, part, position, latitude, longitude,
  SAFE_CAST(ROUND(written, 9, 'ROUND_HALF_EVEN') AS NUMERIC) AS celsius, -- a reject may be larger than a NUMERIC
  CASE
    WHEN fault IS NOT NULL THEN fault
    WHEN ROW_NUMBER() OVER (PARTITION BY slot, run, part, fault, id ORDER BY position DESC) > 1 THEN 'superseded'
  END AS reason
FROM judged
