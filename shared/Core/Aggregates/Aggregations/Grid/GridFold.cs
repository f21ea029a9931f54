using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates.Aggregations.Grid;

/// <summary>Exact sums of the cells in which there are readings, and of what lies in none.</summary>
internal sealed class GridFold : PartFold
{
    private const int Block = 256;

    private readonly ExactSum[]?[] _blocks = new ExactSum[]?[(FranceGrid.Outside / Block) + 1];

    public override void Add(ReadOnlySpan<CountedReading> readings)
    {
        foreach (ref readonly var reading in readings)
        {
            var cells = _blocks[reading.Key / Block] ??= new ExactSum[Block];
            ref var cell = ref cells[reading.Key % Block];
            cell = cell.Plus(new Temperature(reading.NanoCelsius));
        }
    }

    public override IReadOnlyList<KeptRow> Rows() =>
    [
        .. from block in Enumerable.Range(0, _blocks.Length)
           where _blocks[block] is not null
           from place in Enumerable.Range(0, Block)
           let sum = _blocks[block]![place]
           where sum.Count > 0
           select GridAggregation.Kept((block * Block) + place, sum),
    ];
}
