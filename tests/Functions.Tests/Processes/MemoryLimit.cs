using System.Net;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.Processes;
using Isotherm.Testing.RawObjects;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>
/// An instance has 512 MiB, of which .NET takes three quarters for its heap, here as there. Its peak is that of the
/// whole process.
/// </summary>
public sealed class MemoryLimit : AggregateProcessTest
{
    private const long Instance = 512L * 1024 * 1024;

    private static readonly (string, string) HeapOfAnInstance = ("DOTNET_GCHeapHardLimit", "0x18000000");

    [Fact]
    public async Task As_many_of_the_largest_parts_as_a_run_may_have_at_once_fit_an_instance()
    {
        Assert.InRange(LargestPart.Bytes.Length, PartLimits.MaxBytes * 0.99, PartLimits.MaxBytes);
        byte[][] parts = [.. Enumerable.Repeat(LargestPart.Bytes, 6)];
        var messages = await CommitAsync(Raw, parts);
        await using var aggregate = StartAggregate(HeapOfAnInstance);
        var address = await aggregate.AddressAsync(Cancellation);

        var statuses = await Task.WhenAll(messages.Select(message => DeliverAsync(address, message)));

        Assert.All(statuses, status => Assert.Equal(204, status));
        Assert.Equal(LargestPart.Rows(parts.Length).Order(), (await ShownAsync()).Order());
        Report(aggregate);
        Assert.InRange(aggregate.PeakBytes, 1, Instance);
    }

    [Fact]
    public async Task Parts_that_are_nothing_but_ids_fit_an_instance()
    {
        var part = LargestPart.OfLongIds();
        var messages = await CommitAsync(Raw, part, part, part, part);
        await using var aggregate = StartAggregate(HeapOfAnInstance);
        var address = await aggregate.AddressAsync(Cancellation);

        var statuses = await Task.WhenAll(messages.Select(message => DeliverAsync(address, message)));

        Assert.All(statuses, status => Assert.Equal(204, status));
        Assert.StartsWith("Île-de-France 1.500000 ", Assert.Single(await ShownAsync()), StringComparison.Ordinal);
        Report(aggregate);
        Assert.InRange(aggregate.PeakBytes, 1, Instance);
    }

    [Fact]
    public async Task The_largest_answer_of_the_API_fits_an_instance()
    {
        await using var storage = await RudeStorage.StartAsync(TimeProvider.System);
        await using var api = RudeServer.Start(RudeAnswer.Of(200, "application/json", LargestPart.Bytes));
        await using var fetch = FunctionUnderTest.Start(
            "Fetch",
            ("SENSOR_API_URL", api.Url.ToString()),
            ("SENSOR_API_KEY", "some-key"),
            ("RAW_BUCKET", "gs://" + RudeStorage.Bucket),
            ("STORAGE_EMULATOR_HOST", storage.Endpoint.Authority),
            ("TOPIC", "file:" + Folder.File("topic")),
            HeapOfAnInstance);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(await fetch.AddressAsync(Cancellation), content: null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(storage.Objects.All, kept => kept.Bytes.Length == LargestPart.Bytes.Length);
        Report(fetch);
        Assert.InRange(fetch.PeakBytes, 1, Instance);
    }

    private static void Report(FunctionUnderTest function) =>
        TestContext.Current.TestOutputHelper!.WriteLine($"peak {function.PeakBytes / 1024 / 1024} MiB");
}
