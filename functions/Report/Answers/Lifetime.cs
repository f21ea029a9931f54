namespace Isotherm.Report.Answers;

/// <summary>How long an answer may be kept (Cache-Control). Never by a cache that several people share.</summary>
internal static class Lifetime
{
    /// <summary>What it says holds for this moment only.</summary>
    public const string None = "no-store";

    /// <summary>What is shown now: asked about again after some seconds, for the price of a tag.</summary>
    public const string Short = "private, max-age=10, must-revalidate";

    /// <summary>What was shown at a moment of the past does not change; a new version of this service may write it
    /// another way.</summary>
    public const string Past = "private, max-age=3600, must-revalidate";

    /// <summary>Its address changes when it does. Nothing in it is secret.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    /// <summary>
    /// A change that was under way at a moment may be written down a little later: only after this is it the past.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>The lifetime of what was shown at a moment; null: now.</summary>
    public static string Of(DateTimeOffset? asOf, DateTimeOffset now) => asOf < now - Settling ? Past : Short;
}
