using System.Text;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>Beside a large GeoJSON aggregate looks for its compact form; the GeoJSON is what counts.</summary>
public sealed class CompactShapesInUse : AggregateTest
{
    private const string Compact = ShapesObject + ".compact";
    private const string Rows = "2019-02-19T14:00:00Z Île-de-France 10.750000 2";

    [Fact]
    public async Task Shapes_are_read_from_their_compact_form()
    {
        await PutCompactAsync(await PutLargeAsync());

        await StartAsync();
        await DeliverAsync(await CommitAsync());

        Assert.Equal([Compact], Opened());
        Assert.Equal(Rows, await ShownAsync());
        Assert.Equal(ShapesReader.Read(SquareShapes.Json()).Shapes!.Hash, (await LedgerAsync())[0].ShapesHash);
        Assert.Empty(Logs.Of(2014));
    }

    [Theory]
    [InlineData("absent", "not in the bucket")]
    [InlineData("damaged", "checksum")]
    [InlineData("of another GeoJSON", "another GeoJSON")]
    [InlineData("no such thing", "no compact form")]
    [InlineData("out of reach", "failed")]
    public async Task Without_a_right_compact_form_the_GeoJSON_is_read_and_a_line_says_so(string what, string reason)
    {
        var source = await PutLargeAsync();
        if (what == "damaged") await PutCompactAsync(source, bytes => bytes[^9] ^= 1);
        if (what == "of another GeoJSON") await PutCompactAsync(source with { Crc32C = "AAAAAA==" });
        if (what == "no such thing") await Shapes.CreateAsync(Compact, "{}"u8.ToArray(), Cancellation);
        if (what == "out of reach")
        {
            await PutCompactAsync(source);
            Shapes.Faults.StrikeNext("open", FaultMoment.Before);
        }

        await StartAsync();
        var (status, _) = await DeliverAsync(await CommitAsync());

        Assert.Equal(204, status);
        Assert.Equal(ShapesObject, Opened()[^1]);
        Assert.Equal(Rows, await ShownAsync());
        Assert.Contains(reason, Assert.Single(Logs.Of(2014)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_GeoJSON_beside_an_old_compact_form_is_what_counts()
    {
        await PutCompactAsync(await PutLargeAsync());
        await StartAsync();
        await PutLargeAsync(shift: -1);

        await DeliverAsync(await CommitAsync());

        Assert.Equal("2019-02-19T14:00:00Z Centre-Val de Loire 10.750000 2", await ShownAsync());
    }

    [Fact]
    public async Task Beside_a_small_GeoJSON_nothing_is_looked_for()
    {
        await StartAsync();

        Assert.Equal([ShapesObject], Opened());
    }

    private string[] Opened() =>
        [.. Shapes.Faults.Log.Where(line => line.StartsWith("open ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1].TrimEnd('!'))];

    /// <summary>JSON may end in as many spaces as one likes.</summary>
    private async Task<StoredObject> PutLargeAsync(double shift = 0)
    {
        Shapes.Delete(ShapesObject);
        byte[] large = [.. SquareShapes.Json(shift), .. Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024))];
        return (await Shapes.CreateAsync(ShapesObject, large, Cancellation)).Written!;
    }

    private async Task PutCompactAsync(StoredObject source, Action<byte[]>? change = null)
    {
        var bytes = CompactShapes.Write(ShapesReader.Read(SquareShapes.Json()).Shapes!, source);
        change?.Invoke(bytes);
        await Shapes.CreateAsync(Compact, bytes, Cancellation);
    }
}
