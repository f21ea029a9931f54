using Isotherm.Fetch;
using Isotherm.Hosting;

return await FunctionProcess.RunAsync(StartUp.Compose);
