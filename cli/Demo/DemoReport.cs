using System.ComponentModel;
using System.Diagnostics;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Serving;
using Isotherm.Cli.Terminals;
using Isotherm.Report.Views;

namespace Isotherm.Cli.Demo;

/// <summary>The report of a demo: as a file in its folder, and as a service that is left running.</summary>
internal sealed class DemoReport(DemoFolder folder, Surroundings surroundings)
{
    /// <summary>Writes the page into the folder.</summary>
    public async Task WriteAsync(Database database, CancellationToken cancellation)
    {
        var drawn = await ReportPage.DrawAsync(database.Reports, PageQuery.Everything, "html", cancellation);
        if (drawn.Is(out var report, out _)) await File.WriteAllBytesAsync(folder.Report, report.Bytes, cancellation);
    }

    /// <summary>Serves the report, in a browser where there is one, until Ctrl-C.</summary>
    public async Task ServeAsync(string location, CancellationToken cancellation)
    {
        using var logs = ErrorLog.CreateFactory(surroundings);
        await using var host = await ServedReport.StartAsync(
            location, folder, port: 0, surroundings, logs, cancellation);
        await surroundings.Output.WriteLineAsync();
        await surroundings.Output.WriteLineAsync($"The report is at {host.Address} until Ctrl-C.");
        await surroundings.Output.FlushAsync(CancellationToken.None);
        Open(host.Address);
        await Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Clock, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Without a screen, or without the program that opens addresses, nothing happens: it has been said where
    /// it is.</summary>
    private void Open(Uri address)
    {
        if (Opener() is not { } program) return;
        try
        {
            using var opened = Process.Start(new ProcessStartInfo(program, [address.ToString()])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            // There is no such program here.
        }
    }

    private string? Opener() =>
        OperatingSystem.IsMacOS() ? "open"
        : OperatingSystem.IsWindows() ? "explorer"
        : IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY") ? "xdg-open"
        : null;

    private bool IsSet(string variable) => !string.IsNullOrEmpty(surroundings.Variable(variable));
}
