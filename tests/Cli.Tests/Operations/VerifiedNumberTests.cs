using System.Globalization;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>Numbers that no sensor writes: verify must judge them as the reader of the product does.</summary>
public sealed class VerifiedNumberTests
{
    private static readonly string[] Day = ["--from", "2019-02-19", "--to", "2019-02-19"];

    private static readonly string[] Exponents =
    [
        "1", "9", "10", "18", "19", "22", "23", "308", "309", "324", "325", "400", "999", "1000", "4999", "5000",
        "5001", "9998", "9999", "10000", "10001", "65536", "99999", "999999999", "1000000000", "1000000001",
        "2147483638", "2147483647", "2147483648", "2147483658", "3000000000", "4294967296", "9223372036854775807",
        "18446744073709551616", "99999999999999999999999999999999999999999999",
    ];

    private static readonly string[] Mantissas =
    [
        "0", "-0", "0.0", "1", "-1", "4.25", "0.00000000000000000001", "123456789012345678901234567890",
        "9." + new string('9', 40), "0." + new string('0', 400) + "1", "1" + new string('0', 400),
    ];

    [Fact]
    public async Task Monstrous_exponents_in_every_field_are_judged_as_aggregate_judges_them()
    {
        await using var pipeline = await CreateAsync();
        var numbers = Mantissas.SelectMany(mantissa => Exponents.SelectMany(exponent =>
            new[] { "e", "E-", "e+" }.Select(e => mantissa + e + exponent))).ToArray();
        await pipeline.CommitAsync("2019-02-19T14:00:00Z", "temperatures", Documents(numbers, "45.5", "-3.5", null));
        await pipeline.CommitAsync("2019-02-19T15:00:00Z", "latitudes", Documents(numbers, null, "-3.5", "4"));
        await pipeline.CommitAsync("2019-02-19T16:00:00Z", "longitudes", Documents(numbers, "45.5", null, "4"));
        await pipeline.CommitAsync("2019-02-19T17:00:00Z", "compensated", Array(
            Reading("a", 0, "0." + new string('0', 5_000) + "425e5002"),
            Reading("b", 0, "425" + new string('0', 5_000) + "e-5001"),
            Reading("c", 0, "0." + new string('0', 12_000) + "425e12002"),
            Reading("d", 0, "425" + new string('0', 12_000) + "E-12001")));

        Assert.Equal(0, (await pipeline.Shell.RunAsync(["replay", .. Day])).Code);

        Assert.Equal(
            "4 runs were computed anew: everything is equal.\n",
            (await pipeline.Shell.RunAsync(["verify", .. Day])).Succeeded());
    }

    private static string Documents(string[] numbers, string? latitude, string? longitude, string? temperature) =>
        Array([
            .. numbers.Select((number, i) => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"id":"{{i}}","lat":{{latitude ?? number}},"lon":{{longitude ?? number}},""")
                + $"\"temperature\":{temperature ?? number},\"country\":\"France\"}}"),
        ]);
}
