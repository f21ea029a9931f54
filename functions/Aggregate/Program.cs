using Isotherm.Aggregate;
using Isotherm.Hosting;

return await FunctionProcess.RunAsync(StartUp.Compose);
