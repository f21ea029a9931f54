using System.Globalization;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;

namespace Isotherm.Adapters.Tests.RawObjects;

public sealed class FolderBucketTests : BucketContract, IDisposable
{
    private const string Part = "raw/v1/2019/02/19/14/run/attempt/part-00000.json";

    private readonly TemporaryFolder _folder = new();

    protected override IBucket Bucket => new FolderBucket(Root, Clock);

    private string Root => Path.Combine(_folder.Path, "raw bucket");

    private string Pending => Path.Combine(Root, ".isotherm", "pending");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_object_lies_at_its_plain_path_for_everybody_to_read()
    {
        await Bucket.CreateAsync(Part, "[]"u8.ToArray(), Cancellation);

        Assert.Equal("[]", await File.ReadAllTextAsync(Path.Combine(Root, Part), Cancellation));
        Assert.Equal("raw bucket", Bucket.Name);
    }

    [Fact]
    public async Task A_bucket_whose_folder_is_not_there_is_empty()
    {
        Assert.Empty(await ListAsync(""));
        Assert.Null(await Bucket.FindAsync("a", Cancellation));
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task A_folder_that_was_moved_is_the_same_bucket()
    {
        var written = (await Bucket.CreateAsync(Part, "[]"u8.ToArray(), Cancellation)).Written;
        var elsewhere = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "x")).FullName, "raw bucket");
        Directory.Move(Root, elsewhere);

        var moved = new FolderBucket(elsewhere, Clock);

        Assert.Equal("raw bucket", moved.Name);
        Assert.Equal(written, await moved.FindAsync(Part, Cancellation));
    }

    [Fact]
    public async Task The_leftover_of_a_dead_writer_is_invisible_and_swept_by_a_later_one()
    {
        await Bucket.CreateAsync("a", default, Cancellation);
        var dead = await LeftoverAsync("dead", hoursOld: 2);
        var young = await LeftoverAsync("young", hoursOld: 0);
        var held = await LeftoverAsync("held", hoursOld: 2);
        await using var holder = new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.Delete);

        await Bucket.CreateAsync("b", default, Cancellation);

        Assert.Equal(["a", "b"], await ListAsync(""));
        Assert.Equal([held, young], Directory.GetFiles(Pending).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(dead));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_writer_that_ended()
    {
        await Bucket.CreateAsync("a", default, Cancellation);
        await Bucket.CreateAsync("a", default, Cancellation);
        await (await Bucket.CreateAsync("b", Cancellation)).DisposeAsync();

        Assert.Empty(Directory.GetFiles(Pending));
    }

    [Fact]
    public async Task A_crash_before_the_rename_leaves_the_old_object_or_none()
    {
        var old = (await Bucket.CreateAsync("old", "old"u8.ToArray(), Cancellation)).Written!;
        Note("old", old.Generation + 7, "00000000");
        Note("new", old.Generation + 7, "00000000");

        Assert.Equal(old, await Bucket.FindAsync("old", Cancellation));
        Assert.Null(await Bucket.FindAsync("new", Cancellation));
        Assert.Equal(["old"], await ListAsync(""));

        var replaced = await Bucket.ReplaceAsync("old", "next"u8.ToArray(), old.Generation, Cancellation);
        var created = await Bucket.CreateAsync("new", "next"u8.ToArray(), Cancellation);
        Assert.Equal(old.Generation + 8, replaced.Written!.Generation);
        Assert.Equal(old.Generation + 8, created.Written!.Generation);
        Assert.Equal("next", await TextAsync("old"));
    }

    [Fact]
    public async Task A_file_put_there_by_hand_is_an_object()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "shapes")).FullName, "regions.geojson");
        await File.WriteAllTextAsync(path, "123456789", Cancellation);
        File.SetLastWriteTimeUtc(path, Start.UtcDateTime.AddHours(3));
        var byHand = Start.AddHours(3).ToUnixTimeMilliseconds() * 1000 + 592;

        var found = await Bucket.FindAsync("shapes/regions.geojson", Cancellation);

        Assert.Equal(new StoredObject("shapes/regions.geojson", byHand, 9, "4waSgw=="), found);
        Assert.Equal(["shapes/regions.geojson"], await ListAsync("shapes/"));
        Assert.True((await Bucket.CreateAsync("shapes/regions.geojson", default, Cancellation)).PreconditionFailed);
        var replaced = await Bucket.ReplaceAsync("shapes/regions.geojson", "new"u8.ToArray(), byHand, Cancellation);
        Assert.Equal(byHand + 1, replaced.Written!.Generation);
    }

    [Fact]
    public async Task A_file_edited_by_hand_is_a_later_generation()
    {
        var written = (await Bucket.CreateAsync("a", "before"u8.ToArray(), Cancellation)).Written!;
        var path = Path.Combine(Root, "a");
        await File.WriteAllTextAsync(path, "behind", Cancellation);
        File.SetLastWriteTimeUtc(path, Start.UtcDateTime.AddDays(-1));

        var edited = await Bucket.FindAsync("a", Cancellation);

        Assert.Equal(written.Generation + 1, edited!.Generation);
        Assert.Equal("behind", await TextAsync("a"));
        Assert.Null(await Bucket.OpenAsync("a", written.Generation, Cancellation));
    }

    [Fact]
    public async Task A_copy_that_lost_the_times_of_its_files_keeps_its_generations()
    {
        var first = (await Bucket.CreateAsync(Part, "[1]"u8.ToArray(), Cancellation)).Written!;
        var second = (await Bucket.ReplaceAsync(Part, "[2]"u8.ToArray(), first.Generation, Cancellation)).Written!;

        File.SetLastWriteTimeUtc(Path.Combine(Root, Part), Start.UtcDateTime.AddYears(1));

        Assert.Equal(second, await Bucket.FindAsync(Part, Cancellation));
        Assert.NotNull(await Bucket.OpenAsync(Part, second.Generation, Cancellation));
    }

    [Theory]
    [InlineData("12345678X")]
    [InlineData("12345678")]
    [InlineData("")]
    [InlineData("1234567890")]
    public async Task Bytes_that_rotted_on_the_disk_are_noticed_before_the_last_is_handed_out(string rotten)
    {
        await Bucket.CreateAsync("a", "123456789"u8.ToArray(), Cancellation);
        var path = Path.Combine(Root, "a");
        var time = File.GetLastWriteTimeUtc(path);
        await File.WriteAllTextAsync(path, rotten, Cancellation);
        File.SetLastWriteTimeUtc(path, time);

        await using var opened = await Bucket.OpenAsync("a", null, Cancellation);
        var read = new MemoryStream();
        var failure = await Assert.ThrowsAsync<TransientException>(
            () => opened!.Content.CopyToAsync(read, Cancellation));
        Assert.InRange(read.Length, 0, 8);
        Assert.Contains("'a'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_whose_names_no_object_can_have_are_not_listed()
    {
        await Bucket.CreateAsync("a", default, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Root, ".DS_Store"), "x", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Root, "what?"), "x", Cancellation);

        Assert.Equal(["a"], await ListAsync(""));
    }

    [Fact]
    public async Task A_name_cannot_be_an_object_and_a_folder()
    {
        await Bucket.CreateAsync("a", default, Cancellation);
        await Bucket.CreateAsync("b/c", default, Cancellation);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync("a/b", default, Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync("b", default, Cancellation));
        Assert.Equal(["a", "b/c"], await ListAsync(""));
        Assert.Empty(Directory.GetFiles(Pending));
    }

    [Fact]
    public async Task A_folder_that_was_deleted_is_made_again()
    {
        var bucket = Bucket;
        await bucket.CreateAsync("a", default, Cancellation);
        Directory.Delete(Root, recursive: true);

        Assert.Null(await bucket.FindAsync("a", Cancellation));
        Assert.False((await bucket.CreateAsync("a", default, Cancellation)).PreconditionFailed);
    }

    [Fact]
    public async Task A_writer_that_waits_for_a_stuck_one_can_be_given_up()
    {
        var bucket = Bucket;
        await using var writer = await bucket.CreateAsync("a", Cancellation);
        var locks = Directory.CreateDirectory(Path.Combine(Root, ".isotherm", "locks")).FullName;
        var held = Enumerable.Range(0, 64).Select(i => Hold(Path.Combine(locks, $"{i:00}"))).ToArray();
        using var giveUp = new CancellationTokenSource();

        var commit = writer.CommitAsync(giveUp.Token);
        Assert.False(commit.IsCompleted);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => commit);
        foreach (var stuck in held) await stuck.DisposeAsync();
        Assert.Null(await bucket.FindAsync("a", Cancellation));
    }

    [Fact]
    public async Task What_is_no_note_among_the_notes_is_left_alone()
    {
        var written = (await Bucket.CreateAsync("a", "1"u8.ToArray(), Cancellation)).Written!;
        var notes = Path.Combine(Root, ".isotherm", "records", "a");
        string[] odd =
        [
            "x", ".g", ".g1-2", ".gx-1-00000000", ".g9-x-00000000", ".g9-1-0000000x", ".g9-1-0", ".h9-1-00000000",
        ];
        foreach (var name in odd) await File.WriteAllTextAsync(Path.Combine(notes, name), "", Cancellation);

        Assert.Equal(written, await Bucket.FindAsync("a", Cancellation));
        await Bucket.ReplaceAsync("a", "2"u8.ToArray(), written.Generation, Cancellation);
        Assert.Equal(odd.Length + 1, Directory.GetFiles(notes).Length);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_transient_failure()
    {
        await File.WriteAllTextAsync(Root, "in the way", Cancellation);

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Bucket.CreateAsync("a", default, Cancellation));
        Assert.Contains("raw bucket", failure.Message, StringComparison.Ordinal);
        Assert.Null(await Bucket.FindAsync("a", Cancellation));
    }

    [Fact]
    public async Task A_file_that_somebody_keeps_to_himself_is_a_transient_failure()
    {
        await Bucket.CreateAsync("a", default, Cancellation);
        await using var other = new FileStream(
            Path.Combine(Root, "a"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync("a", Cancellation));
        await Assert.ThrowsAsync<TransientException>(() => ListAsync(""));
    }

    [Fact]
    public async Task A_time_that_the_disk_cannot_keep_is_a_transient_failure()
    {
        Clock.SetUtcNow(new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero));

        await Assert.ThrowsAsync<TransientException>(() => Bucket.CreateAsync("a", default, Cancellation));
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public void The_root_of_a_disk_is_no_bucket()
    {
        Assert.Throws<ArgumentException>(() => new FolderBucket(Path.GetPathRoot(_folder.Path)!, Clock));
    }

    private void Note(string name, long generation, string crc)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, ".isotherm", "records", name)).FullName;
        var note = string.Create(CultureInfo.InvariantCulture, $".g{generation}-5-{crc}");
        File.WriteAllText(Path.Combine(folder, note), "");
    }

    private static FileStream Hold(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private async Task<string> LeftoverAsync(string name, int hoursOld)
    {
        var path = Path.Combine(Pending, name);
        await File.WriteAllTextAsync(path, "half", Cancellation);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hoursOld));
        return path;
    }
}
