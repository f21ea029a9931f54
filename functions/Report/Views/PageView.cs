using Isotherm.Core.Regions;

namespace Isotherm.Report.Views;

/// <summary>Everything that the page of temperatures shows.</summary>
public sealed record PageView
{
    /// <summary>What was asked for; every link of the page keeps the rest of it.</summary>
    public required PageQuery Query { get; init; }

    public required Language Language { get; init; }

    /// <summary>What map, table and chart show.</summary>
    public required ViewMethod Method { get; init; }

    /// <summary>The method that the database shows.</summary>
    public required Method ShownMethod { get; init; }

    /// <summary>Null when the database shows no hour (yet, or at that moment).</summary>
    public HourView? Hour { get; init; }

    /// <summary>Null when there is no hour.</summary>
    public ChartView? Chart { get; init; }
}
