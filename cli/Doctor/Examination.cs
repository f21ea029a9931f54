using Isotherm.Adapters;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Doctor;

/// <summary>All checks, one after the other; one that fails stops none of the others.</summary>
internal sealed class Examination(GivenPlaces given, TimeSpan limit, Surroundings surroundings)
{
    private const string Reach = "Check the name, the rights of this account and the network.";

    private DatabaseChecks? _database;
    private bool _lacksToken;

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellation)
    {
        await using var services = Locations.Services(surroundings);
        var results = new List<CheckResult>();
        foreach (var check in Checks(services))
        {
            results.AddRange(await check.RunAsync(limit, surroundings.Clock, cancellation));
            _lacksToken |= results[^1] is { Subject: EnvironmentChecks.Credentials, State: CheckState.Wrong };
        }

        return results;
    }

    private IEnumerable<Check> Checks(BackingServices services)
    {
        var places = new PlaceChecks(surroundings, services);
        var raw = given.RawBucket;
        var shapes = raw is null ? Locations.ShapesBucket(surroundings, given.ShapesBucket)
            : OperationPlaces.BucketOr(surroundings, given.ShapesBucket, Locations.ShapesBucketVariable, raw);
        var rejects = raw is null ? null
            : OperationPlaces.BucketOr(surroundings, given.RejectsBucket, OperationPlaces.RejectsBucketVariable, raw);
        var dead = OperationPlaces.DeadLetters(surroundings, null);
        var deadTopic = OperationPlaces.DeadLetterTopic(surroundings);
        var needsToken = IsIamLogin
            || new[] { raw, shapes, rejects, given.Topic, deadTopic }.Any(NeedsToken);
        return
        [
            .. new EnvironmentChecks(surroundings).All(needsToken),
            Bucket(places, "raw bucket", raw),
            .. rejects == raw ? (Check[])[] : [Bucket(places, "rejects bucket", rejects)],
            new(
                "database",
                "Check DATABASE, its server, the user and the network.",
                cancellation => LookAtAsync(services, cancellation)),
            Given("shapes", shapes, at => cancellation => places.ShapesAsync(at, _database?.LastHash, cancellation)),
            Given("topic", given.Topic, at => cancellation => places.TopicAsync("topic", at, cancellation)),
            Given(
                "dead-letter topic",
                deadTopic,
                at => cancellation => places.TopicAsync("dead-letter topic", at, cancellation)),
            Given("dead letters", dead, at => cancellation => places.DeadLettersAsync(at, cancellation)),
        ];
    }

    private Check Bucket(PlaceChecks places, string subject, string? location) =>
        Given(subject, location, at => cancellation => places.BucketAsync(subject, at, cancellation));

    private Check Given(
        string subject,
        string? location,
        Func<string, Func<CancellationToken, Task<IReadOnlyList<CheckResult>>>> look) => new(
            subject,
            Reach,
            cancellation => WhyNot(location) is { } reason
                ? Task.FromResult<IReadOnlyList<CheckResult>>([CheckResult.Skipped(subject, reason)])
                : look(location!)(cancellation));

    private string? WhyNot(string? location) => location is null ? "None is given."
        : _lacksToken && NeedsToken(location) ? $"There is no access token for {location}: see credentials."
        : null;

    private async Task<IReadOnlyList<CheckResult>> LookAtAsync(BackingServices services, CancellationToken cancellation)
    {
        const string subject = "database";
        if (given.Database is not { } location) return [CheckResult.Skipped(subject, "None is given.")];
        if (_lacksToken && IsIamLogin)
            return [CheckResult.Skipped(subject, "There is no access token to log in with: see credentials.")];
        if (services.OpenDatabase(location, out var refusal) is not { } database)
            return [CheckResult.Wrong(subject, refusal ?? "It cannot be opened.", "Correct DATABASE or --database.")];
        if (OpenedDatabase.MissingFile(location) is { } file)
            return [CheckResult.Wrong(subject, $"{file} is not there.", "isotherm migrate makes the file.")];

        _database = new DatabaseChecks(database, surroundings.Clock);
        return await _database.LookAsync(cancellation);
    }

    private bool IsIamLogin => surroundings.Variable("DATABASE_LOGIN") == "iam";

    private bool NeedsToken(string? location) => location switch
    {
        null => false,
        _ when location.StartsWith("gs://", StringComparison.Ordinal) => Filled("STORAGE_EMULATOR_HOST") is null,
        _ when location.StartsWith("file:", StringComparison.Ordinal)
            || location.StartsWith("push:", StringComparison.Ordinal) => false,
        _ => Filled("PUBSUB_EMULATOR_HOST") is null,
    };

    private string? Filled(string variable) =>
        surroundings.Variable(variable) is { Length: > 0 } value ? value : null;
}
