using System.Globalization;

namespace Isotherm.Benchmarks;

/// <summary>Reads <c>/proc/PID/status</c> (proc(5)).</summary>
internal static class ProcessStatus
{
    /// <summary>A size in it; null when it has none, as that of a process that has just ended.</summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="name">For example <c>VmHWM:</c>.</param>
    public static double? MiB(IEnumerable<string> lines, string name)
    {
        var line = lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        if (line is null) return null;
        var kibibytes = line[name.Length..].Replace("kB", "", StringComparison.Ordinal);
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024;
    }
}
