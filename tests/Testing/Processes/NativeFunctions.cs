namespace Isotherm.Testing.Processes;

/// <summary>The functions as published: <c>tests/native.sh publish</c> makes them and names their folder.</summary>
public static class NativeFunctions
{
    /// <summary>The folder that holds both.</summary>
    public const string Variable = "ISOTHERM_PUBLISHED";

    /// <summary>With the value 1 a test fails where it would be skipped.</summary>
    public const string RequireVariable = "ISOTHERM_REQUIRE_PUBLISHED";

    /// <summary>
    /// The folder; without it the test is skipped, with the reason, or fails where native binaries are required.
    /// </summary>
    public static string Folder()
    {
        const string missing = $"{Variable} names no published functions: make them by 'bash tests/native.sh publish'.";
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder) return folder;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1") Assert.Fail(missing);
        Assert.Skip(missing);
        return "";
    }

    /// <summary>The command line, compiled before it is shipped as in its image.</summary>
    public static string CommandLine => Path.Combine(Folder(), "cli", "isotherm");

    /// <summary>The binary of <c>Fetch</c> or <c>Aggregate</c>; a test fails when it is not there.</summary>
    public static string PathOf(string name)
    {
        var path = Path.Combine(Folder(), name.ToLowerInvariant(), "Isotherm." + name);
        Assert.True(File.Exists(path), $"{Variable} names a folder without {path}.");
        return path;
    }
}
