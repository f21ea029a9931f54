using System.Text.RegularExpressions;
using Isotherm.Testing;

namespace Isotherm.Cli.Tests.Exports;

/// <summary>
/// The statements of sql/bigquery as DuckDB understands them: the same text but for the functions listed here. What
/// DuckDB lacks is a macro: rounding half-even by whole numbers, as BigQuery promises it for its decimals.
/// </summary>
internal static class GoogleSql
{
    /// <summary>In the order in which they need each other.</summary>
    public static readonly IReadOnlyList<string> Views =
        ["judged_readings", "current_runs", "region_sums", "region_temperature", "run_accounting"];

    /// <summary>DuckDB has no geography here: these cannot be run, and nothing here says that they are right.</summary>
    public static readonly IReadOnlyList<string> NotRun = ["polygon_sums"];

    /// <summary>Half-even, of units of 1e-18 to 1e-9, and of a sum in 1e-9 over a count to 1e-6.</summary>
    public const string Macros = """
        CREATE MACRO units(x) AS CAST(replace(CAST(x AS VARCHAR), '.', '') AS HUGEINT);
        CREATE MACRO half_even(n, d) AS sign(n) * (abs(n) // d + CASE
          WHEN 2 * (abs(n) % d) > d OR (2 * (abs(n) % d) = d AND (abs(n) // d) % 2 = 1) THEN 1 ELSE 0 END);
        CREATE MACRO nine_decimals(x) AS
          CAST(CAST(half_even(units(x), 1000000000) AS HUGEINT)::VARCHAR || 'e-9' AS DECIMAL(38, 9));
        CREATE MACRO six_decimals(total, points) AS
          CAST(CAST(half_even(units(total), CAST(points AS HUGEINT) * 1000) AS HUGEINT)::VARCHAR || 'e-6'
            AS DECIMAL(38, 6));
        """;

    private static readonly (string Google, string Duck)[] Words =
    [
        ("ROUND(written, 9, 'ROUND_HALF_EVEN')", "nine_decimals(written)"),
        ("ROUND(CAST(SUM(sums.celsius) AS BIGNUMERIC) / SUM(sums.points), 6, 'ROUND_HALF_EVEN')",
            "six_decimals(SUM(sums.celsius), SUM(sums.points))"),
        ("SAFE_CAST", "TRY_CAST"),
        ("IS_INF", "isinf"),
        ("COUNTIF", "count_if"),
        ("UPPER(TRIM(country))", $"upper(trim(country, '{WhiteSpace}'))"),
    ];

    private static readonly (string Google, string Duck)[] Types =
    [
        ("FLOAT64", "DOUBLE"), ("BIGNUMERIC", "DECIMAL(38, 18)"), ("NUMERIC", "DECIMAL(38, 9)"),
    ];

    /// <summary>The statement of a file in DuckDB's words.</summary>
    public static string Read(string name)
    {
        var sql = File.ReadAllText(Checkout.PathOf("sql", "bigquery", name + ".sql"));
        foreach (var (google, duck) in Words) sql = sql.Replace(google, duck, StringComparison.Ordinal);
        foreach (var (google, duck) in Types)
            sql = Regex.Replace(sql, $@"\b{google}\b", duck, RegexOptions.None, TimeSpan.FromSeconds(5));
        return sql;
    }

    /// <summary>Everything that Unicode calls white space, which BigQuery trims.</summary>
    private static string WhiteSpace => new([.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code)
        .Where(letter => char.IsWhiteSpace(letter))]);
}
