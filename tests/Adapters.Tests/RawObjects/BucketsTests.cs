using Isotherm.Adapters.RawObjects;
using Isotherm.Testing;

namespace Isotherm.Adapters.Tests.RawObjects;

public sealed class BucketsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_opened_and_made()
    {
        var path = Path.Combine(_folder.Path, "new", "raw");

        var bucket = Buckets.Open("file:" + path, TimeProvider.System, out var refusal);

        Assert.Null(refusal);
        Assert.Equal("raw", bucket!.Name);
        Assert.True(Directory.Exists(path));
    }

    [Theory]
    [InlineData("my-bucket")]
    [InlineData("gs://my-bucket")]
    [InlineData("")]
    [InlineData("FILE:x")]
    public void A_bucket_of_Cloud_Storage_is_refused_with_what_to_do(string location)
    {
        Assert.Null(Buckets.Open(location, TimeProvider.System, out var refusal));
        Assert.Contains("Cloud Storage arrives with a later version; use file:PATH", refusal, StringComparison.Ordinal);
        Assert.Contains($"'{location}'", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:", "names no folder")]
    [InlineData("file:  ", "names no folder")]
    [InlineData("file:a\0b", "NUL")]
    [InlineData("file:/", "root of a disk")]
    public void A_location_without_a_folder_is_refused(string location, string why)
    {
        Assert.Null(Buckets.Open(location, TimeProvider.System, out var refusal));
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");

        Assert.Null(Buckets.Open("file:" + file, TimeProvider.System, out var same));
        Assert.Null(Buckets.Open("file:" + Path.Combine(file, "below"), TimeProvider.System, out var below));
        Assert.Contains("cannot be used as a folder", same, StringComparison.Ordinal);
        Assert.Contains("cannot be used as a folder", below, StringComparison.Ordinal);
    }
}
