using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Pipelines;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Serving;

/// <summary>Runs the functions and says how to call them.</summary>
internal sealed class Service(
    DemoFolder folder, string place, IBucket bucket, Database database, ServedApi api, Surroundings surroundings)
{
    private const string Example = """{"hour":"2019-02-19T14","run":"by-hand"}""";

    /// <summary>How long messages under way may still take after Ctrl-C.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(ServeRequest request, string location, CancellationToken cancellation)
    {
        await database.Migrator.UpAsync(cancellation);
        using var logs = ErrorLog.CreateFactory(surroundings);
        var parts = new LocalPipelineParts
        {
            SensorApi = api.Options,
            Bucket = bucket,
            Database = database,
            DeadLetters = folder.DeadLetters,
            Clock = surroundings.Clock,
            Logs = logs,
            FetchPort = request.FetchPort,
            AggregatePort = request.AggregatePort,
        };
        try
        {
            await using var pipeline = await LocalPipeline.StartAsync(parts, cancellation);
            await using var report = await ServedReport.StartAsync(
                location, folder, request.ReportPort, surroundings, logs, cancellation);
            await SayAsync(pipeline, report.Address, location);
            await UntilAsync(cancellation);
            await pipeline.DrainAsync(Patience, surroundings.Clock);
            return ExitCode.Success;
        }
        catch (IOException e)
        {
            return surroundings.Fail($"{e.Message.TrimEnd('.')}: use another port, or 0 for any free one.");
        }
    }

    private async Task SayAsync(LocalPipeline pipeline, Uri report, string location)
    {
        var output = surroundings.Output;
        await output.WriteLineAsync($"fetch        {pipeline.Fetch}");
        await output.WriteLineAsync($"aggregate    {pipeline.Aggregate}");
        await output.WriteLineAsync($"report       {report}");
        await output.WriteLineAsync($"sensor API   {api.Options.Source}{(api.IsSimulated ? " (simulated)" : "")}");
        await output.WriteLineAsync($"bucket       {place}");
        await output.WriteLineAsync($"database     {database.Name}");
        await output.WriteLineAsync($"dead letters {folder.DeadLetters}");
        await output.WriteLineAsync();
        await output.WriteLineAsync("Start a run:");
        await output.WriteLineAsync($"  curl -X POST {pipeline.Fetch}");
        await output.WriteLineAsync($"  curl -X POST -d '{Example}' {pipeline.Fetch}");
        await output.WriteLineAsync($"See the means in a browser at {report}, or:");
        var isFile = location.StartsWith("sqlite:", StringComparison.Ordinal);
        var shown = isFile ? ShellText.Quoted(location) : "\"$DATABASE\"";
        await output.WriteLineAsync($"  {ShellText.Program} report --database {shown}");
        await output.WriteLineAsync("Ctrl-C ends it.");
        await output.FlushAsync(CancellationToken.None);
    }

    private async Task UntilAsync(CancellationToken cancellation) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Clock, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
