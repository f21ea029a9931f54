using Isotherm.Adapters.Tables;
using Isotherm.Browser.Tests;
using Isotherm.Hosting;
using Isotherm.Report;
using Isotherm.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ServedReport))]

namespace Isotherm.Browser.Tests;

/// <summary>The report on filled tables and on empty ones, and a browser to look at it: one for all tests.</summary>
public sealed class ServedReport : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<FunctionHost> _hosts = [];
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Shows what <see cref="FilledTables"/> filled in.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Shows nothing yet.</summary>
    public Uri EmptyAddress { get; private set; } = null!;

    internal Database Tables { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) return;
        Tables = await FilledTables.CreateAsync(_folder.File("filled.db"));
        Address = await ServeAsync("filled.db");
        var empty = Databases.Open($"sqlite:{_folder.File("empty.db")}", FilledTables.Clock, out _)!;
        await empty.Migrator.UpAsync(TestContext.Current.CancellationToken);
        EmptyAddress = await ServeAsync("empty.db");
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        foreach (var host in _hosts) await host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task<Uri> ServeAsync(string file)
    {
        var reports = Databases.OpenReports(
            $"sqlite:{_folder.File(file)}", TimeSpan.FromSeconds(20), tokens: null, FilledTables.Clock, out _)!;
        var host = await ReportHost.StartAsync(
            ReportOptions.Default,
            new ReportParts(reports, FilledTables.Clock, NullLoggerFactory.Instance),
            port: 0,
            TestContext.Current.CancellationToken);
        _hosts.Add(host);
        return host.Address;
    }
}
