-- Loses which parts are in for which aggregation. It can be computed again from the raw objects (replay), once the rows
-- of the aggregations are gone too: the migrations after this one are taken back first.

DROP TABLE IF EXISTS aggregation_hours;

DROP TABLE IF EXISTS aggregation_parts;
