namespace Isotherm.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="State">How it went.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">How to put it right; null when nothing is to be done.</param>
internal sealed record CheckResult(string Subject, CheckState State, string Found, string? Remedy)
{
    public static CheckResult Good(string subject, string found) => new(subject, CheckState.Good, found, null);

    public static CheckResult Skipped(string subject, string found) => new(subject, CheckState.Skipped, found, null);

    public static CheckResult Warning(string subject, string found, string remedy) =>
        new(subject, CheckState.Warning, found, remedy);

    public static CheckResult Wrong(string subject, string found, string remedy) =>
        new(subject, CheckState.Wrong, found, remedy);
}
