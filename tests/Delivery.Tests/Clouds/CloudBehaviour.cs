namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>How the cloud and the new version behave in a test.</summary>
internal sealed record CloudBehaviour
{
    /// <summary>What the candidate of aggregate answers to messages; then the last one again and again.</summary>
    public IReadOnlyList<int> Pushes { get; init; } = [204];

    public int SignOfLife { get; init; } = 200;

    /// <summary>What the candidate of report answers to who asks for the health of the pipeline.</summary>
    public int Health { get; init; } = 200;

    /// <summary>Report lets in browsers only.</summary>
    public bool IsBehindProxy { get; init; }

    public int IdentityToken { get; init; } = 200;

    public int FetchAnswer { get; init; } = 200;

    public string FetchState { get; init; } = "committed";

    /// <summary>What aggregate logs of a message: 2001 it was taken, 2003 it is a dead letter; null: nothing.</summary>
    public string? LoggedEvent { get; init; } = "2001";

    public bool TablesAreEqual { get; init; } = true;

    /// <summary>How often an hour is looked for in the tables before it is there.</summary>
    public int HourArrivesAfter { get; init; }

    public bool NewRevisionsAreReady { get; init; } = true;

    public bool MigrationsWork { get; init; } = true;

    public bool RawBucketIsForbidden { get; init; }

    /// <summary>What Terraform's plan would delete.</summary>
    public string? PlanDeletes { get; init; }

    /// <summary>Terraform fails after the first service.</summary>
    public bool ApplyFailsHalfway { get; init; }
}
