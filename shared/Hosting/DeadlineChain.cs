using System.Globalization;

namespace Isotherm.Hosting;

/// <summary>
/// The deadlines around one request, each inside the next, so that the inner one always speaks first: the work ends
/// and is answered 503; only then would the platform cut the request; only then would the caller give up and send it
/// again while the first still runs.
/// </summary>
/// <param name="Work">The work on one request is ended after this.</param>
/// <param name="Request">The request timeout of the platform (Cloud Run).</param>
/// <param name="Caller">
/// The patience of who calls: the ack deadline of the push subscription, or the attempt deadline of Cloud Scheduler.
/// </param>
public sealed record DeadlineChain(TimeSpan Work, TimeSpan Request, TimeSpan Caller)
{
    /// <summary>The longest ack deadline that Pub/Sub takes.</summary>
    public static readonly TimeSpan MaxAckDeadline = TimeSpan.FromSeconds(600);

    /// <summary>The longest attempt deadline that Cloud Scheduler takes.</summary>
    public static readonly TimeSpan MaxAttemptDeadline = TimeSpan.FromMinutes(30);

    private const string RequestVariable = "REQUEST_TIMEOUT_SECONDS";

    /// <summary>Cloud Run's longest.</summary>
    private const int MostRequestSeconds = 3600;

    /// <summary>From one deadline to the next: time to roll back, to answer, and for the answer to arrive.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The chain around some work.</summary>
    public static DeadlineChain Around(TimeSpan work) => new(work, work + Step, work + (2 * Step));

    /// <summary>
    /// Refuses work that would outlast its request, when <c>REQUEST_TIMEOUT_SECONDS</c> tells how long the platform
    /// gives it.
    /// </summary>
    /// <param name="settings">Notes the mistake.</param>
    /// <param name="variable">The variable that makes the work as long as it is.</param>
    public void Check(EnvironmentSettings settings, string variable)
    {
        var needed = (int)Math.Ceiling(Request.TotalSeconds);
        if (settings.Whole(RequestVariable, needed, 1, MostRequestSeconds) >= needed) return;
        settings.Refuse(variable, string.Create(
            CultureInfo.InvariantCulture,
            $"lets the work take {Work.TotalSeconds} s; then {RequestVariable} must be {needed} or more."));
    }
}
