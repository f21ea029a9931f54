using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations.Grid;

/// <summary>The mean temperature of each cell of a tenth of a degree over France, for maps. Exact sums.</summary>
public sealed class GridAggregation : Aggregation
{
    private const int NanoDecimals = 9;
    private const int MeanDecimals = 6;
    private const int CornerDecimals = 1;

    public override string Name => "grid";

    public override int Version => 1;

    public override string Keeps => "per hour and cell of 0.1 x 0.1 degrees over France: mean and number";

    public override KeptTable Parts { get; } = new(
        "grid_parts",
        [new("cell", KeptType.Whole)],
        [new("sum", KeptType.Exact, NanoDecimals), new("points", KeptType.Whole)]);

    public override KeptTable Shown { get; } = new(
        "grid_temperature",
        [new("latitude", KeptType.Number, CornerDecimals), new("longitude", KeptType.Number, CornerDecimals)],
        [new("temperature", KeptType.Number, MeanDecimals), new("numberOfPoints", KeptType.Whole)]);

    public override bool HasKey => true;

    public override ushort KeyOf(scoped in Reading reading, Slot slot) =>
        (ushort)FranceGrid.CellOf(reading.Latitude, reading.Longitude);

    public override PartFold Fold(PartFrame part) => new GridFold();

    /// <summary>By latitude, then longitude; what lies in no cell is kept and not shown.</summary>
    public override IReadOnlyList<KeptRow> Show(IEnumerable<KeptRow> rows) =>
    [
        .. rows
            .Where(row => row[0].Whole != FranceGrid.Outside)
            .GroupBy(row => (int)row[0].Whole)
            .OrderBy(cell => cell.Key)
            .Select(cell => ShownRow(cell.Key, cell.Aggregate(
                default(ExactSum), (total, row) => total.Plus(new ExactSum(row[1].Units, row[2].Whole))))),
    ];

    internal static KeptRow Kept(int cell, ExactSum sum) => new(
        KeptValue.Of(cell), KeptValue.OfDecimal(sum.NanoCelsius, NanoDecimals), KeptValue.Of(sum.Count));

    private static KeptRow ShownRow(int cell, ExactSum sum)
    {
        var (latitude, longitude) = FranceGrid.Corner(cell);
        return new KeptRow(
            KeptValue.OfDecimal(latitude, CornerDecimals),
            KeptValue.OfDecimal(longitude, CornerDecimals),
            KeptValue.OfMean(sum),
            KeptValue.Of(sum.Count));
    }
}
