using Microsoft.Playwright;

namespace Isotherm.Browser.Tests;

/// <summary>The browser of this machine: the one that a variable names, or <c>chromium</c> on PATH.</summary>
internal static class Chromium
{
    /// <summary>The path of the browser to use.</summary>
    public const string Variable = "ISOTHERM_CHROMIUM";

    /// <summary>With the value 1 a test fails where it would be skipped.</summary>
    public const string RequireVariable = "ISOTHERM_REQUIRE_CHROMIUM";

    /// <summary>Null when there is none.</summary>
    public static string? Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    /// <summary>Skips the test, with the reason, where there is no browser; fails it where one is required.</summary>
    public static void Require()
    {
        const string missing = $"There is no chromium on PATH and {Variable} names none: install the package chromium.";
        if (Path is not null) return;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1") Assert.Fail(missing);
        Assert.Skip(missing);
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path,
        // Its sandbox needs rights that root in a container has not. It sees only pages of this test.
        ChromiumSandbox = false,
        Args = ["--font-render-hinting=none"],
    });
}
