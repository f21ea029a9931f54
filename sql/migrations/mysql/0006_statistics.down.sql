-- Loses the statistics. They can be computed again from the raw objects (replay --aggregation statistics).

DROP TABLE IF EXISTS region_statistics;

DROP TABLE IF EXISTS statistics_parts;

DELETE FROM aggregation_hours WHERE aggregation = 'statistics';

DELETE FROM aggregation_parts WHERE aggregation = 'statistics';
