-- Loses the ledger and the sums. They can be computed again from the raw objects (replay); failures cannot.

DROP TABLE IF EXISTS region_sums;

DROP TABLE IF EXISTS evaluation_parts;

DROP TABLE IF EXISTS evaluations;

DROP TABLE IF EXISTS run_failures;

DROP TABLE IF EXISTS runs;

DROP TABLE IF EXISTS shapes_activations;
