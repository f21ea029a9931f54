using Isotherm.Core.Regions;
using Isotherm.Core.Reports;

namespace Isotherm.Report.Building;

/// <summary>Asks for rows by any method: the table itself for the one it shows, else the kept sums.</summary>
/// <param name="reports">Answers.</param>
/// <param name="shown">The method that the database shows, at the moment that is asked about.</param>
internal sealed class ShownRows(IReports reports, Method shown)
{
    public Method Shown => shown;

    /// <summary>Asks which method is shown, or was at a moment, first.</summary>
    public static async Task<ShownRows> OpenAsync(
        IReports reports, DateTimeOffset? asOf, CancellationToken cancellation) =>
        new(reports, await MethodAsync(reports, asOf, cancellation));

    public IAsyncEnumerable<ShownTemperature> Read(
        Method method, ReportFilter filter, CancellationToken cancellation) => method == shown
        ? reports.ShownAsync(filter, cancellation)
        : reports.ByMethodAsync(method, filter, cancellation);

    private static async Task<Method> MethodAsync(
        IReports reports, DateTimeOffset? asOf, CancellationToken cancellation) =>
        asOf is { } moment && await reports.MethodAtAsync(moment, cancellation) is { } then
            ? then
            : await reports.MethodAsync(cancellation);
}
