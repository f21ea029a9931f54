using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Report.Views;

/// <summary>What is asked of a page: its address, read and checked. Null: not asked for.</summary>
public sealed record PageQuery
{
    /// <summary>Asks for nothing: the last hour, by the method that the database shows.</summary>
    public static PageQuery Everything { get; } = new();

    /// <summary>The hour of map and table; null: the last that is shown.</summary>
    public Hour? Hour { get; init; }

    /// <summary>Null: the method that the database shows.</summary>
    public ViewMethod? Method { get; init; }

    /// <summary>The regions of the chart, by ascending code; empty: all.</summary>
    public IReadOnlyList<Region> Regions { get; init; } = [];

    /// <summary>The first hour of the chart; null: 47 hours before its last.</summary>
    public Hour? From { get; init; }

    /// <summary>The last hour of the chart, itself included; null: the hour of the map.</summary>
    public Hour? To { get; init; }

    /// <summary>The moment whose view is wanted: what was shown then; null: now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Null: what the browser prefers.</summary>
    public Language? Language { get; init; }
}
