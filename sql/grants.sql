-- Least privilege on MySQL 8.0 and later. Optional: where a database and a user are simply given, that user does.
--
-- isotherm migrate --writer USER --reporter USER does all of it. By hand: run this after the migrations, as a user who
-- may grant, with the database of Isotherm selected (USE isotherm;): the tables below are those of the selected database.
-- It can be run again, and must be when a migration added a table.
-- Migrations are applied by another user, who may do DDL. To give the roles to users:
--
--   GRANT 'isotherm_writer'   TO 'aggregate'@'%';   SET DEFAULT ROLE ALL TO 'aggregate'@'%';
--   GRANT 'isotherm_reporter' TO 'analyst'@'%';     SET DEFAULT ROLE ALL TO 'analyst'@'%';

CREATE ROLE IF NOT EXISTS 'isotherm_writer', 'isotherm_reporter';

-- The writer: what aggregate does, the method switch, and the audit of replays. No DDL, and DELETE only on what is shown
-- (region_temperature and the like of each aggregation): the ledger, the sums and the history cannot be removed by it,
-- and what is only ever appended cannot be changed either.
GRANT SELECT ON * TO 'isotherm_writer';
GRANT INSERT, UPDATE, DELETE ON region_temperature TO 'isotherm_writer';
GRANT INSERT, UPDATE ON runs TO 'isotherm_writer';
GRANT INSERT, UPDATE ON evaluations TO 'isotherm_writer';
GRANT INSERT, UPDATE ON hours TO 'isotherm_writer';
GRANT INSERT, UPDATE ON shapes_activations TO 'isotherm_writer';
GRANT INSERT ON run_failures TO 'isotherm_writer';
GRANT INSERT ON evaluation_parts TO 'isotherm_writer';
GRANT INSERT ON region_sums TO 'isotherm_writer';
GRANT INSERT ON hour_history TO 'isotherm_writer';
GRANT INSERT ON hour_history_runs TO 'isotherm_writer';
GRANT INSERT ON hour_history_values TO 'isotherm_writer';
GRANT INSERT, UPDATE ON replays TO 'isotherm_writer';
GRANT UPDATE ON settings TO 'isotherm_writer';
GRANT INSERT ON aggregation_parts TO 'isotherm_writer';
GRANT INSERT, UPDATE ON aggregation_hours TO 'isotherm_writer';
GRANT INSERT ON statistics_parts TO 'isotherm_writer';
GRANT INSERT, DELETE ON region_statistics TO 'isotherm_writer';
GRANT INSERT ON grid_parts TO 'isotherm_writer';
GRANT INSERT, DELETE ON grid_temperature TO 'isotherm_writer';
GRANT INSERT ON event_time_parts TO 'isotherm_writer';
GRANT INSERT, DELETE ON event_time_sums TO 'isotherm_writer';

-- The reporter: reads, and nothing else.
GRANT SELECT ON * TO 'isotherm_reporter';
