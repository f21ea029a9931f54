using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Isotherm.Benchmarks.Whole;

/// <summary>
/// Runs a process to its end and measures it. One at a time: the system adds up the processor time of all.
/// </summary>
internal static partial class ChildProcess
{
    private const int OfChildren = -1;

    /// <summary>
    /// The kernel keeps the peak of the memory itself, but gives it with the process that has ended only mixed with
    /// that of this one: so it is read while the child runs, and what it takes in its last moments is missed.
    /// </summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static ChildFigures Run(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var before = ProcessorSecondsOfChildren();
        var begin = Stopwatch.GetTimestamp();
        using var child = Process.Start(start)!;
        var (output, errors) = (child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
        var status = $"/proc/{child.Id}/status";
        var peak = 0.0;
        while (!child.WaitForExit(BetweenLooks)) peak = Math.Max(peak, PeakMiB(status));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        child.WaitForExit();
        return child.ExitCode == 0
            ? new ChildFigures(seconds, ProcessorSecondsOfChildren() - before, peak, output.Result)
            : throw new InvalidOperationException(
                $"'{string.Join(' ', command)}' ended with exit code {child.ExitCode}: {errors.Result}");
    }

    /// <summary>0 when the process has just ended.</summary>
    private static double PeakMiB(string status)
    {
        try
        {
            return ProcessStatus.MiB(File.ReadLines(status), "VmHWM:") ?? 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double ProcessorSecondsOfChildren()
    {
        var times = new long[18]; // struct rusage: user and system time, seconds and microseconds each, come first
        if (GetUsage(OfChildren, times) != 0) throw new InvalidOperationException("getrusage failed.");
        return times[0] + times[2] + ((times[1] + times[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, [In, Out] long[] usage);
}
