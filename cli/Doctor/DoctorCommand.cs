using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Doctor;

/// <summary><c>isotherm doctor</c>: looks at everything that the pipeline needs and says how to put it right.</summary>
internal static class DoctorCommand
{
    private const int UsualSeconds = 20;
    private const int MostSeconds = 600;

    private const string Details = """
        Looks at
          versions       of isotherm, .NET and the system
          configuration  every variable, by the rules of the functions
          credentials    an access token, if anything here needs one
          sensor API     a connection; it is not called
          buckets        of raw objects, rejects and shapes: can they be listed
          shapes         are they there, can they be used, was the last run evaluated by them
          topics         are they there
          dead letters   how many lie in the folder; those of Pub/Sub are not taken
          database       product, version, encryption, schema, method
          clock          against that of the database server
        It writes nothing. Rights to write are those of the accounts of the functions, and not looked at.
        Exit code 0: nothing is wrong (there may be warnings). 3: something is.
        """;

    private static readonly ListColumn[] Columns =
    [
        new("check", "Check"), new("state", "State"), new("found", "Found", Folds: true),
        new("remedy", "What to do", Folds: true),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var seconds = NumberOption.Create(
            "--timeout", "Seconds that one check may take.", UsualSeconds, 1, MostSeconds);
        var format = ChoiceOption.Format("table", "json", "csv");
        var options = new PlaceOptions();
        var command = new ExampleCommand(
            "doctor",
            "Check configuration, credentials, buckets, topics, database and shapes; say how to put them right.",
            Details,
            "isotherm doctor",
            "isotherm doctor --bucket gs://my-project-raw --topic projects/my-project/topics/runs",
            "isotherm doctor --format json");
        options.AddTo(command);
        command.Add(seconds);
        command.Add(format);
        command.SetAction(async (parsed, cancellation) =>
        {
            var places = new GivenPlaces(
                OperationPlaces.RawBucket(surroundings, parsed.GetValue(options.Bucket)),
                parsed.GetValue(options.ShapesBucket),
                parsed.GetValue(options.RejectsBucket),
                OperationPlaces.Topic(surroundings, parsed.GetValue(options.Topic)),
                Locations.Database(surroundings, parsed.GetValue(options.Database)));
            if (places.IsNothing) surroundings.Warn(GivenPlaces.Nothing);
            var examination = new Examination(
                places, TimeSpan.FromSeconds(parsed.GetValue(seconds)), surroundings);
            var results = await examination.RunAsync(cancellation);
            ListOutput.Write(Columns, results.Select(Cells), parsed.GetRequiredValue(format), surroundings);
            var isWrong = results.Any(result => result.State == CheckState.Wrong);
            return isWrong ? ExitCode.Attention : ExitCode.Success;
        });
        return command;
    }

    private static string?[] Cells(CheckResult result) =>
        [result.Subject, Word(result.State), result.Found, result.Remedy];

    private static string Word(CheckState state) => state switch
    {
        CheckState.Good => "ok",
        CheckState.Warning => "warning",
        CheckState.Wrong => "wrong",
        _ => "skipped",
    };
}
