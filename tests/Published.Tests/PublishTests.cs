using Isotherm.Testing.Processes;

namespace Isotherm.Published.Tests;

/// <summary>What is published: a binary and the embedded database's library, made without a warning.</summary>
public sealed class PublishTests
{
    [Theory]
    [InlineData("Fetch")]
    [InlineData("Aggregate")]
    public void A_function_is_its_binary_and_the_library_of_SQLite_and_nothing_else(string name)
    {
        var folder = Path.GetDirectoryName(NativeFunctions.PathOf(name))!;

        Assert.Equal(
            ["Isotherm." + name, "libe_sqlite3.so"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_compiler_warned_of_nothing()
    {
        var log = File.ReadAllText(Path.Combine(NativeFunctions.Folder(), "publish.log"));

        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Isotherm.Aggregate -> ", log, StringComparison.Ordinal);
        Assert.Contains("Isotherm.Fetch -> ", log, StringComparison.Ordinal);
    }
}
