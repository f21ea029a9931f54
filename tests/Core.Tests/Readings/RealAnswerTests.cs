using System.Globalization;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings;

public sealed class RealAnswerTests
{
    [Fact]
    public async Task The_real_answer_is_98_foreign_11_without_temperature_and_891_usable()
    {
        var file = Path.Combine(Root(), "..", "shared", "data", "api", "response-1000.json");
        if (!File.Exists(file)) Assert.Skip("The real answer ../shared/data/api/response-1000.json is not there.");
        var batches = new RecordingBatches();
        await using var stream = File.OpenRead(file);
        var result = await ReadingsDocument.ReadAsync(
            stream, ReadingsForm.Array, ReadingRules.Default, batches, 300_000, 2,
            TestContext.Current.CancellationToken);
        Assert.Equal(new ReadingsResult(1000, null), result);
        var lines = batches.Lines;
        Assert.Equal(98, lines.Count(line => line.EndsWith(" foreign", StringComparison.Ordinal)));
        Assert.Equal(11, lines.Count(line => line.EndsWith(" missing_temperature", StringComparison.Ordinal)));
        var usable = lines.Select(line => line.Split(' ')).Where(words => words.Length > 2).ToArray();
        Assert.Equal(891, usable.Length);
        // The sum of the table beside the answer, over all regions: every usable point lies in a rectangle.
        Assert.Equal(25_075_354_700_000, usable.Sum(words => long.Parse(words[3], CultureInfo.InvariantCulture)));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Isotherm.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
    }
}
