namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Every rule, and the types of resources that need none.</summary>
internal static class AllPolicies
{
    public static IReadOnlyList<Policy> List { get; } =
    [
        .. IdentityPolicies.List, .. BucketPolicies.List, .. MessagePolicies.List, .. DatabasePolicies.List,
        .. ProcessPolicies.List, .. SecretPolicies.List, .. WatchPolicies.List, .. ProjectPolicies.List,
        .. PagePolicies.List, .. BigQueryPolicies.List,
    ];

    /// <summary>Types that no rule looks at, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> WithoutRule { get; } = new Dictionary<string, string>
    {
        ["google_service_networking_connection"] = "It is the only way in which the database gets a private address; "
            + "without it the instance cannot be made.",
        ["google_sql_database"] = "A name and a character set; its tables are tested against a real server.",
    };

    public static Policy Of(string name) => List.Single(policy => policy.Name == name);
}
