using Isotherm.Simulation;

return SimulationCommand.Run(args);
