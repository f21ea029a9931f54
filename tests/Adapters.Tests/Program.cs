using Isotherm.Adapters.Tests;
using Xunit.Runner.InProc.SystemConsole;

return args is [OtherProcess.Word, .. var rest] ? await OtherProcess.WorkAsync(rest) : await ConsoleRunner.Run(args);
