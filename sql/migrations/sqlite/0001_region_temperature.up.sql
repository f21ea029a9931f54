-- What is shown: one row for each hour and region that has a point, and the regions themselves.
-- Times are text in UTC (2019-02-19 14:00:00), exact sums are text; the columns are those of MySQL.

CREATE TABLE IF NOT EXISTS region_temperature (
  hour TEXT NOT NULL,
  region TEXT NOT NULL,
  temperature DECIMAL(9,6) NOT NULL,
  numberOfPoints INTEGER NOT NULL,
  PRIMARY KEY (hour, region)
);

CREATE TABLE IF NOT EXISTS regions (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (code),
  UNIQUE (name)
);

INSERT INTO regions (code, name) VALUES
  ('11', 'Île-de-France'),
  ('24', 'Centre-Val de Loire'),
  ('27', 'Bourgogne-Franche-Comté'),
  ('28', 'Normandie'),
  ('32', 'Hauts-de-France'),
  ('44', 'Grand Est'),
  ('52', 'Pays de la Loire'),
  ('53', 'Bretagne'),
  ('75', 'Nouvelle-Aquitaine'),
  ('76', 'Occitanie'),
  ('84', 'Auvergne-Rhône-Alpes'),
  ('93', 'Provence-Alpes-Côte d''Azur'),
  ('94', 'Corse')
  ON CONFLICT (code) DO UPDATE SET name = excluded.name;
