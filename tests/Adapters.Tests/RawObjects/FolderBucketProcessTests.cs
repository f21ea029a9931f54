using System.Text;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>A folder bucket that several processes write to, and that some of them do not survive.</summary>
public sealed class FolderBucketProcessTests : IDisposable
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private readonly TemporaryFolder _folder = new();
    private readonly FolderBucket _bucket;

    public FolderBucketProcessTests() => _bucket = new FolderBucket(_folder.Path, TimeProvider.System);

    private static CancellationToken Cancellation => Patience.Cancellation;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_processes_that_race_exactly_one_wins_each_object()
    {
        const int objects = 25;
        var processes = Enumerable.Range(0, 3)
            .Select(_ => OtherProcess.Start(NoEnvironment, "create", _folder.Path, $"{objects}")).ToArray();
        foreach (var process in processes) await process.Output.ReadLineAsync(Cancellation);
        foreach (var process in processes) process.Go();
        var outputs = await Task.WhenAll(processes.Select(process => process.Output.ReadToEndAsync(Cancellation)));
        foreach (var process in processes) process.Dispose();

        var lines = outputs.SelectMany(output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var won = lines.Where(line => line.StartsWith("won ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(objects * processes.Length, lines.Length);
        Assert.Equal(objects, won.Length);
        foreach (var winner in won.Select(line => line.Split(' ')))
            Assert.StartsWith(winner[2] + ";", await WholeAsync(winner[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_process_committed_stays_and_the_rest_is_not_there()
    {
        using var process = OtherProcess.Start(NoEnvironment, "endless", _folder.Path);
        process.Go();
        var committed = new List<string>();
        await process.Output.ReadLineAsync(Cancellation);
        for (var i = 0; i < 10; i++) committed.Add((await process.Output.ReadLineAsync(Cancellation))!.Split(' ')[1]);
        await process.KillAsync(Cancellation);

        var listed = new List<string>();
        await foreach (var stored in _bucket.ListAsync("", Cancellation)) listed.Add(stored.Name);
        foreach (var name in listed) await WholeAsync(name);
        Assert.Subset(listed.ToHashSet(), committed.ToHashSet());

        // Its locks died with it: nobody waits for them.
        Assert.False((await _bucket.CreateAsync("next", default, Cancellation)).PreconditionFailed);
    }

    [Fact]
    public async Task Where_file_locks_do_not_work_nothing_is_written()
    {
        var environment = new Dictionary<string, string> { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" };
        using var process = OtherProcess.Start(environment, "create", _folder.Path, "1");
        process.Go();
        var output = await process.Output.ReadToEndAsync(Cancellation);

        Assert.Contains("File locks do not work", output, StringComparison.Ordinal);
        Assert.Null(await _bucket.FindAsync("objects/0", Cancellation));
    }

    /// <summary>The object's text, which is whole: its one piece over and over.</summary>
    private async Task<string> WholeAsync(string name)
    {
        var text = Encoding.ASCII.GetString((await _bucket.ReadAsync(name, Cancellation))!.Value.Bytes);
        var pieces = text.Split(';', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(20_000, pieces.Length);
        Assert.Single(pieces.Distinct());
        return text;
    }
}
