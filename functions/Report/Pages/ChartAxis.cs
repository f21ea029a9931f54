using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>Where values and hours stand in a chart: shares of its height and width.</summary>
internal sealed class ChartAxis
{
    private const int FewestMarks = 4;
    private const int MostHourMarks = 9;

    private static readonly decimal[] Steps = [0.01m, 0.02m, 0.05m, 0.1m, 0.2m, 0.5m, 1, 2, 5, 10, 20, 50, 100];
    private static readonly int[] HourSteps = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 1440];

    private readonly ChartView _chart;
    private readonly decimal _step;

    public ChartAxis(ChartView chart, ViewMethod method)
    {
        _chart = chart;
        var points = chart.Series.SelectMany(series => series.Points).OfType<ChartPoint>().ToArray();
        var low = points.Length == 0 ? 0 : points.Min(point => point.Low);
        var high = points.Length == 0 ? 0 : points.Max(point => point.High);
        if (method == ViewMethod.Difference) (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        var smallest = method == ViewMethod.Difference ? Steps[0] : 0.5m;
        _step = Steps.Last(step => step <= smallest || step * FewestMarks <= high - low);
        (Low, High) = (Math.Floor(low / _step) * _step, Math.Ceiling(high / _step) * _step);
        if (Low == High) (Low, High) = (Low - _step, High + _step);
    }

    /// <summary>°C at the bottom.</summary>
    public decimal Low { get; }

    /// <summary>°C at the top.</summary>
    public decimal High { get; }

    /// <summary>How many steps there are from the first to the last.</summary>
    public int Count => (int)((_chart.To.Start - _chart.From.Start).TotalHours / _chart.StepHours) + 1;

    /// <summary>°C of the horizontal lines.</summary>
    public IEnumerable<decimal> ValueMarks
    {
        get
        {
            for (var mark = Low; mark <= High; mark += _step) yield return mark;
        }
    }

    /// <summary>The hours of the vertical lines, at round hours of UTC; every other one may be left out.</summary>
    public IEnumerable<(Hour Hour, bool IsOther, bool IsDay)> HourMarks
    {
        get
        {
            var span = (int)(_chart.To.Start - _chart.From.Start).TotalHours;
            var step = HourSteps.FirstOrDefault(step => span / step < MostHourMarks, HourSteps[^1]);
            for (var hour = _chart.From; hour <= _chart.To; hour = hour.Plus(1))
            {
                var hours = hour.Start.UtcTicks / TimeSpan.TicksPerHour;
                if (hours % step != 0) continue;
                yield return (hour, hours / step % 2 != 0, hours % 24 == 0);
            }
        }
    }

    /// <summary>The first hour of a step.</summary>
    public Hour HourOf(int index) => _chart.From.Plus(index * _chart.StepHours);

    /// <summary>0 at the top, 1 at the bottom.</summary>
    public double Down(decimal value) => (double)((High - value) / (High - Low));

    /// <summary>0 at the left, 1 at the right.</summary>
    public double Along(int index) => Count == 1 ? 0.5 : (double)index / (Count - 1);

    /// <summary>0 at the left, 1 at the right.</summary>
    public double Along(Hour hour) =>
        Count == 1 ? 0.5 : (hour.Start - _chart.From.Start).TotalHours / _chart.StepHours / (Count - 1);
}
