-- What is shown: one row for each hour and region that has a point, and the regions themselves.
-- Every statement can be run again: MySQL commits each one by itself, and a migration that was cut short is resumed.

CREATE TABLE IF NOT EXISTS region_temperature (
  hour           DATETIME     NOT NULL COMMENT 'UTC hour in which the import was started',
  region         VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'name of the region',
  temperature    DECIMAL(9,6) NOT NULL COMMENT 'mean in degrees Celsius, half to even',
  numberOfPoints INT UNSIGNED NOT NULL COMMENT 'readings that it is the mean of',
  PRIMARY KEY (hour, region)
) ENGINE = InnoDB COMMENT = 'Current mean temperature of each region in each hour';

CREATE TABLE IF NOT EXISTS regions (
  code CHAR(2)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'INSEE code',
  name VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (code),
  UNIQUE KEY regions_name (name)
) ENGINE = InnoDB COMMENT = 'The 13 regions of metropolitan France';

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
  AS given ON DUPLICATE KEY UPDATE name = given.name;
