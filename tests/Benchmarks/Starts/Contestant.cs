using System.Diagnostics;

namespace Isotherm.Benchmarks.Starts;

/// <summary>A program that is started and asked one thing.</summary>
/// <param name="Program">What is started.</param>
/// <param name="Answer">What its first answer stands for.</param>
/// <param name="Command">The executable and, for an ordinary build, the assembly that it runs.</param>
/// <param name="Environment">Its settings.</param>
/// <param name="Request">Makes the question of a round; it may be asked until there is an answer.</param>
internal sealed record Contestant(
    string Program,
    string Answer,
    IReadOnlyList<string> Command,
    IReadOnlyList<(string Name, string Value)> Environment,
    Func<int, HttpRequestMessage> Request)
{
    public ProcessStartInfo Start(int port)
    {
        var start = new ProcessStartInfo(Command[0], Command.Skip(1)) { RedirectStandardOutput = true };
        start.Environment["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }
}
