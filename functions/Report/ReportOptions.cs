using Isotherm.Hosting;

namespace Isotherm.Report;

/// <summary>What the report answers by. Immutable.</summary>
/// <param name="WorkTimeout">The work on one request is ended after this, a long list of rows too.</param>
/// <param name="QueryTimeout">One statement of the database is ended after this.</param>
/// <param name="FreshnessObjective">How long ago the last hour that is shown may have begun.</param>
public sealed record ReportOptions(TimeSpan WorkTimeout, TimeSpan QueryTimeout, TimeSpan FreshnessObjective)
{
    private const string WorkVariable = "WORK_TIMEOUT_SECONDS";
    private const string QueryVariable = "QUERY_TIMEOUT_SECONDS";
    private const int DefaultWorkSeconds = 60;
    private const int MostWorkSeconds = 3540;
    private const int DefaultQuerySeconds = 20;
    private const int DefaultFreshnessMinutes = 75;
    private const int MostFreshnessMinutes = 7 * 24 * 60;

    /// <summary>What holds when no variable is set.</summary>
    public static ReportOptions Default { get; } = new(
        TimeSpan.FromSeconds(DefaultWorkSeconds),
        TimeSpan.FromSeconds(DefaultQuerySeconds),
        TimeSpan.FromMinutes(DefaultFreshnessMinutes));

    /// <summary>Reads the variables of the deadline and of the objective; mistakes are noted there.</summary>
    public static ReportOptions Bind(EnvironmentSettings settings)
    {
        var work = TimeSpan.FromSeconds(settings.Whole(WorkVariable, DefaultWorkSeconds, 1, MostWorkSeconds));
        DeadlineChain.Around(work).Check(settings, WorkVariable);
        var usual = Math.Min(DefaultQuerySeconds, (int)work.TotalSeconds);
        var query = TimeSpan.FromSeconds(settings.Whole(QueryVariable, usual, 1, MostWorkSeconds));
        if (query > work) settings.Refuse(QueryVariable, $"must not be longer than {WorkVariable}.");
        var freshness = settings.Whole(
            "FRESHNESS_OBJECTIVE_MINUTES", DefaultFreshnessMinutes, 1, MostFreshnessMinutes);
        return new ReportOptions(work, query, TimeSpan.FromMinutes(freshness));
    }
}
