using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Demo;

/// <summary><c>isotherm demo</c>: the whole pipeline on this machine.</summary>
internal static class DemoCommand
{
    private const int UsualHours = 27;
    private const int MaxHours = 8784;

    private const string Details = """
        Starts a simulated sensor API, fetch and aggregate on loopback addresses and plays the hourly schedule from
        2019-02-19T00:00:00Z on in virtual time: every hour fetch is called with the header of Cloud Scheduler, keeps
        the answer in a folder and announces it; aggregate is pushed the messages, some twice and not in order, and
        writes the means. Nothing leaves this machine, and DATABASE of the environment is not used.

        Running it again continues: hours that were fetched are announced again without another call of the API, further
        hours (--hours) are added, and the tables end up the same. So does running it again after it was interrupted.
        --fresh deletes first what earlier demos left in the folder, if the folder is one of a demo. It empties no other
        database and is refused with one.

        At the end the page of the report lies in the folder as report.html. --open also serves the report, with its
        chart of any span and its data, on 127.0.0.1 until Ctrl-C, and opens it in a browser where there is one.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var hours = NumberOption.Create("--hours", "How many hours are played.", UsualHours, 1, MaxHours);
        var (output, database) = (OutputOption(), DatabaseOption());
        var seed = new Option<string?>("--seed")
        {
            Description = "What the simulated readings depend on. [default: 1]",
            HelpName = "N",
        };
        var fresh = new Option<bool>("--fresh") { Description = "Start afresh." };
        var open = new Option<bool>("--open") { Description = "Serve the report at the end, until Ctrl-C." };
        var command = new ExampleCommand(
            "demo",
            "Run the whole pipeline on this machine and show what it makes.",
            Details,
            "isotherm demo",
            "isotherm demo --hours 48 --output ./two-days",
            "isotherm demo --database 'Server=127.0.0.1;Database=isotherm;User ID=writer;Password=...'",
            "isotherm demo --fresh --seed 7",
            "isotherm demo --open")
        {
            hours, output, database, seed, fresh, open,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var isSeed = TryParse(parsed.GetValue(seed), out var number);
            var request = new DemoRequest(
                parsed.GetValue(hours),
                parsed.GetRequiredValue(output),
                parsed.GetRequiredValue(database),
                number,
                parsed.GetValue(fresh),
                parsed.GetValue(open));
            return isSeed
                ? RunAsync(request, surroundings, cancellation)
                : Task.FromResult(surroundings.Misuse("demo", "--seed takes a whole number."));
        });
        return command;
    }

    private static Option<string> OutputOption() => new("--output")
    {
        Description = "The folder of the demo.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./" + DemoFolder.Usual,
    };

    private static Option<string> DatabaseOption() => new("--database")
    {
        Description = "sqlite (a file in the folder), sqlite:PATH or a MySQL connection string.",
        HelpName = "LOCATION",
        DefaultValueFactory = _ => DemoRequest.OwnDatabase,
    };

    private static async Task<int> RunAsync(
        DemoRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        if (request.Output.Length == 0) return surroundings.Misuse("demo", "--output is empty: name a folder.");
        var folder = new DemoFolder(surroundings.PathOf(request.Output));
        var location = request.HasOwnDatabase
            ? Locations.Sqlite(folder.Database)
            : Locations.Database(surroundings, request.Database) ?? "";
        var database = Locations.Services(surroundings).OpenDatabase(location, out var refusal);
        if (database is null) return surroundings.Misuse("demo", refusal ?? "The database cannot be opened.");
        if (request is { IsFresh: true, HasOwnDatabase: false })
            return surroundings.Misuse("demo", "--fresh empties no database but the one in the folder.");
        if (!DemoWorkspace.Open(folder, request.Seed, request.IsFresh).Is(out var workspace, out var refused))
            return surroundings.Fail(refused);
        using (workspace)
        {
            var outcome = await new DemoRun(workspace, database, surroundings).PlayAsync(request.Hours, cancellation);
            var report = new DemoReport(folder, surroundings);
            await report.WriteAsync(database, cancellation);
            DemoSummary.Write(outcome, request, surroundings);
            foreach (var failure in outcome.Failures) surroundings.Fail(failure);
            if (request.IsLeftOpen) await report.ServeAsync(location, cancellation);
            return outcome.Failures.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        }
    }

    private static bool TryParse(string? written, out int? seed)
    {
        seed = null;
        if (written is null) return true;
        if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        seed = number;
        return true;
    }
}
