using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>
/// The connection string of aggregate. It is known only when the database has its address; a test of Terraform gives it
/// one and says what the whole must be, and that text is what is tried here.
/// </summary>
internal static partial class ConnectionString
{
    private const string Mounted = "/secrets/database/server-ca.pem";

    private static readonly string Tests =
        File.ReadAllText(Checkout.PathOf("terraform", "tests", "pipeline.tftest.hcl"));

    /// <summary>With the certificate at a place of this machine.</summary>
    public static string Expected(string certificate) =>
        Written().Match(Tests).Value.Replace(Mounted, certificate, StringComparison.Ordinal);

    [GeneratedRegex("Server=[^\"]+SslCa=/secrets/database/server-ca.pem;[^\"]+")]
    private static partial Regex Written();
}
