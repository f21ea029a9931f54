-- Loses the history of what was shown, which cannot be computed again.

DROP TABLE IF EXISTS hour_history_values;

DROP TABLE IF EXISTS hour_history_runs;

DROP TABLE IF EXISTS hour_history;

DROP TABLE IF EXISTS hours;

DROP TABLE IF EXISTS settings;
