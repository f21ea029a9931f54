using Isotherm.Hosting;
using Isotherm.Report;

return await FunctionProcess.RunAsync(StartUp.Compose);
