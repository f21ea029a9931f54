using System.CommandLine;
using Isotherm.Adapters;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Inputs;

/// <summary>
/// Where buckets and databases are: from the option, else from the environment, else in the folder of a demo beside the
/// working folder, if there is one.
/// </summary>
internal static class Locations
{
    public const string DatabaseVariable = "DATABASE";
    public const string ShapesBucketVariable = "SHAPES_BUCKET";
    public const string RawBucketVariable = "RAW_BUCKET";

    /// <summary>What to say when nothing tells a database.</summary>
    public const string NoDatabase =
        $"No database is given: use --database or set {DatabaseVariable} (sqlite:PATH or a MySQL connection string).";

    private const string FilePrefix = "file:";
    private const string SqlitePrefix = "sqlite:";

    public static Option<string?> DatabaseOption() => new("--database")
    {
        Description = "sqlite:PATH or a MySQL connection string. "
            + $"Else {DatabaseVariable} of the environment, else the database of ./{DemoFolder.Usual}.",
        HelpName = "LOCATION",
    };

    public static Option<string?> BucketOption() => new("--bucket")
    {
        Description = "The bucket of the shapes, gs://BUCKET or file:PATH. "
            + $"Else {ShapesBucketVariable} or {RawBucketVariable} of the environment, "
            + $"else the bucket of ./{DemoFolder.Usual}.",
        HelpName = "LOCATION",
    };

    /// <summary>A database that the option or the environment tells, or null.</summary>
    public static string? GivenDatabase(Surroundings surroundings, string? option)
    {
        var written = NotEmpty(option) ?? NotEmpty(surroundings.Variable(DatabaseVariable));
        return written is null ? null : Absolute(surroundings, written, SqlitePrefix);
    }

    /// <summary>A bucket for raw objects that the option or the environment tells, or null.</summary>
    public static string? GivenRawBucket(Surroundings surroundings, string? option)
    {
        var written = NotEmpty(option) ?? NotEmpty(surroundings.Variable(RawBucketVariable));
        return written is null ? null : Absolute(surroundings, written, FilePrefix);
    }

    /// <summary>The location of the database, a path in it made absolute; null when nothing tells one.</summary>
    public static string? Database(Surroundings surroundings, string? option)
    {
        if (GivenDatabase(surroundings, option) is { } given) return given;
        var demo = Demo(surroundings).Database;
        return File.Exists(demo) ? SqlitePrefix + demo : null;
    }

    /// <summary>The location of the bucket with the shapes, or null when nothing tells one.</summary>
    public static string? ShapesBucket(Surroundings surroundings, string? option)
    {
        var written = NotEmpty(option)
            ?? NotEmpty(surroundings.Variable(ShapesBucketVariable))
            ?? NotEmpty(surroundings.Variable(RawBucketVariable));
        if (written is not null) return Absolute(surroundings, written, FilePrefix);
        var demo = Demo(surroundings).Bucket;
        return Directory.Exists(demo) ? FilePrefix + demo : null;
    }

    public static Answer<IBucket> OpenBucket(Surroundings surroundings, string location)
    {
        var bucket = Services(surroundings).OpenBucket(location, out var refusal);
        return bucket is null
            ? Answer<IBucket>.Refused($"'{location}' cannot be used as a bucket: {refusal}")
            : Answer<IBucket>.Of(bucket);
    }

    /// <summary>What a command opens lives as long as the process.</summary>
    public static BackingServices Services(Surroundings surroundings) =>
        new(surroundings.Variable, surroundings.Clock);

    public static string Sqlite(string path) => SqlitePrefix + path;

    public static string Folder(string path) => FilePrefix + path;

    private static DemoFolder Demo(Surroundings surroundings) => new(surroundings.PathOf(DemoFolder.Usual));

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Absolute(Surroundings surroundings, string location, string prefix) =>
        location.StartsWith(prefix, StringComparison.Ordinal) && location.Length > prefix.Length
            ? prefix + surroundings.PathOf(location[prefix.Length..])
            : location;
}
