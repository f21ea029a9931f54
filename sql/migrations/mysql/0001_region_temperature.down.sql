-- Loses what is shown. It can be computed again from the raw objects (replay).

DROP TABLE IF EXISTS regions;

DROP TABLE IF EXISTS region_temperature;
