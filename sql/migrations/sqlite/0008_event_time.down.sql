-- Loses the event hours. They can be computed again from the raw objects (replay --aggregation event-time).

DROP TABLE IF EXISTS event_time_sums;

DROP TABLE IF EXISTS event_time_parts;

DELETE FROM aggregation_hours WHERE aggregation = 'event-time';

DELETE FROM aggregation_parts WHERE aggregation = 'event-time';
