using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>The native builds are held to what the ordinary build is held to.</summary>
public sealed partial class NativeRules
{
    /// <summary>The compiler of the native build, which the ordinary build does without.</summary>
    private const string Compiler = "Microsoft.DotNet.ILCompiler";

    public static TheoryData<string> Locks => [.. Repository.Files(".lock.json").Where(IsNative)];

    [Theory]
    [MemberData(nameof(Locks))]
    public void A_lock_file_of_a_native_build_names_the_packages_of_the_ordinary_one(string path)
    {
        var ordinary = Resolved(path[..(path.LastIndexOf('/') + 1)] + "packages.lock.json");

        var native = Resolved(path).Where(package => package.Key != Compiler);

        Assert.Equal(ordinary.OrderBy(package => package.Key), native.OrderBy(package => package.Key));
    }

    [Fact]
    public void Both_processors_have_the_same_lock_files() => Assert.Equal(
        Locks.Select(row => row.Data).Where(path => path.Contains("x64", StringComparison.Ordinal)),
        Locks.Select(row => row.Data).Where(path => path.Contains("arm64", StringComparison.Ordinal))
            .Select(path => path.Replace("arm64", "x64", StringComparison.Ordinal)));

    [Fact]
    public void No_warning_of_the_trimmer_or_of_the_native_compiler_is_silenced() => Rule.HasNoFault(
        from path in new[] { ".cs", ".csproj", ".props", ".targets", ".globalconfig", ".editorconfig" }
            .SelectMany(Repository.Files)
        where path != "tests/House.Tests/NativeRules.cs"
        from Match found in Silences().Matches(Repository.Read(path))
        select $"{path} silences {found.Value}.");

    private static bool IsNative(string path) => path.Contains("packages.linux-", StringComparison.Ordinal);

    private static Dictionary<string, string> Resolved(string path)
    {
        using var lockFile = JsonDocument.Parse(Repository.Read(path));
        return lockFile.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(package => package.Value.TryGetProperty("resolved", out _))
            .ToDictionary(package => package.Name, package => package.Value.GetProperty("resolved").GetString()!);
    }

    [GeneratedRegex("UnconditionalSuppressMessage|SuppressTrimAnalysisWarnings|SuppressAotAnalysis|IL[23][0-9]{3}")]
    private static partial Regex Silences();
}
