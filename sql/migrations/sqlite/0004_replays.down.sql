-- Loses who replayed what, which cannot be known again.

DROP TABLE IF EXISTS replays;
