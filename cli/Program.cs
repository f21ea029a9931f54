using Isotherm.Cli;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

using var interruption = new Interruption();
return await IsothermCommandLine.RunAsync(args, Surroundings.OfThisProcess(), interruption.Token);
