-- Loses the grid. It can be computed again from the raw objects (replay --aggregation grid).

DROP TABLE IF EXISTS grid_temperature;

DROP TABLE IF EXISTS grid_parts;

DELETE FROM aggregation_hours WHERE aggregation = 'grid';

DELETE FROM aggregation_parts WHERE aggregation = 'grid';
