using Isotherm.Adapters.Tables;
using Isotherm.Core.Failures;
using Isotherm.Testing;
using Isotherm.Testing.Tables;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Which locations are databases, and what is said of those that are none.</summary>
public sealed class OpeningDatabases
{
    [Theory]
    [InlineData("sqlite:", "no path")]
    [InlineData("sqlite::memory:", "path of a file")]
    [InlineData("sqlite:file:x?mode=memory", "path of a file")]
    [InlineData("", "neither sqlite:PATH nor")]
    [InlineData("nonsense", "neither sqlite:PATH nor")]
    [InlineData("Colour=blue;Server=h;Database=d", "neither sqlite:PATH nor")]
    [InlineData("Port=many;Server=h;Database=d", "neither sqlite:PATH nor")]
    [InlineData("Port=99999999999;Server=h;Database=d", "neither sqlite:PATH nor")]
    [InlineData("Database=d;User ID=u", "names no Server")]
    [InlineData("Server=h;User ID=u", "names no Database")]
    public void A_location_that_is_no_database_is_refused_with_the_reason(string location, string reason)
    {
        Assert.Null(Databases.Open(location, TimeProvider.System, out var refusal));
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_database()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(Databases.Open($"sqlite:{folder.Path}", TimeProvider.System, out var refusal));
        Assert.Contains("is a folder", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=h;Database=d;Password=planted;secret")]
    [InlineData("Server=h;Database=d;Password=\"planted")]
    [InlineData("Server=h;Password=planted;Database=")]
    [InlineData("Password=planted;secret=planted;Server=h")]
    public void No_refusal_shows_a_piece_of_a_password(string location)
    {
        Assert.Null(Databases.Open(location, TimeProvider.System, out var refusal));
        Assert.DoesNotContain("planted", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_opened_database_tells_where_it_is_without_user_or_password()
    {
        var database = Databases.Open(
            "Host=db.example;Port=3307;Database=isotherm;Uid=writer;Pwd=planted", TimeProvider.System, out var refusal);

        Assert.Null(refusal);
        Assert.Equal("db.example:3307/isotherm", database!.Name);
    }

    [Fact]
    public async Task A_file_is_made_by_the_migration_only_in_folders_that_it_makes_too()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "some", "where", "tables.db");
        var database = Databases.Open($"sqlite:{file}", TimeProvider.System, out _)!;
        var cancellation = TestContext.Current.CancellationToken;

        var failed = await Assert.ThrowsAsync<TransientException>(() => database.Reports.MethodAsync(cancellation));
        Assert.Contains("isotherm migrate", failed.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        await database.Migrator.UpAsync(cancellation);
        Assert.Equal(Core.Regions.Method.Rectangle, await database.Reports.MethodAsync(cancellation));
        Assert.Equal($"sqlite:{file}", database.Name);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_failure_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("notes.txt");
        var text = new string('n', 5_000);
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(file, text, cancellation);
        var database = Databases.Open($"sqlite:{file}", TimeProvider.System, out _)!;

        await Assert.ThrowsAsync<TransientException>(() => database.Recorder.RecordPartAsync(
            PartEntries.Good, cancellation));
        await Assert.ThrowsAsync<TransientException>(() => database.Migrator.UpAsync(cancellation));

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Equal(text, await File.ReadAllTextAsync(file, cancellation));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_failure()
    {
        using var folder = new TemporaryFolder();
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(folder.File("taken"), "", cancellation);
        var database = Databases.Open($"sqlite:{folder.File("taken")}/tables.db", TimeProvider.System, out _)!;

        await Assert.ThrowsAsync<TransientException>(() => database.Migrator.UpAsync(cancellation));
    }
}
