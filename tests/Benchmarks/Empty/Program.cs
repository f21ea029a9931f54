using Microsoft.AspNetCore.Builder;

// The least that an ASP.NET service can be: what the start of the functions is measured against.
var builder = WebApplication.CreateSlimBuilder(args);
var application = builder.Build();
application.MapGet("/", () => "ok");
await application.RunAsync();
