using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations.EventTime;

/// <summary>
/// Event hours beside import hours: of each hour, method and region the mean of the readings taken in it, the mean of
/// those imported in it, and what the first is warmer. An absent mean is an empty cell.
/// </summary>
internal static class EventTimeReport
{
    private const int MeanDecimals = 6;

    public static AggregationReport Of() => new(
        [
            new("method", KeptType.Text), new("region", KeptType.Text),
            new("byEventTime", KeptType.Number, MeanDecimals), new("eventPoints", KeptType.Whole),
            new("byImportTime", KeptType.Number, MeanDecimals), new("importPoints", KeptType.Whole),
            new("difference", KeptType.Number, MeanDecimals), new("badTimestamps", KeptType.Whole),
        ],
        EventHours.Most,
        Rows);

    private static IEnumerable<(Hour Hour, KeptRow Row)> Rows(IEnumerable<(Hour Hour, KeptRow Row)> shown)
    {
        var cells = new SortedDictionary<Place, (ExactSum Event, ExactSum Import, long Bad)>(new PlaceOrder());
        foreach (var (hour, row) in shown)
        {
            var sum = EventTimeAggregation.Total([row]);
            var place = new Place(hour, row[1].Text, row[2].Text);
            var eventHour = EventHours.HourOf(row[0].Text);
            Change(place, cell => cell with
            {
                Import = cell.Import.Plus(sum),
                Bad = cell.Bad + (eventHour is null ? sum.Count : 0),
            });
            if (eventHour is not { } own) continue;
            Change(place with { Hour = own }, cell => cell with { Event = cell.Event.Plus(sum) });
        }

        return cells.Select(cell => (cell.Key.Hour, RowOf(cell.Key, cell.Value)));

        void Change(
            Place place,
            Func<(ExactSum Event, ExactSum Import, long Bad), (ExactSum Event, ExactSum Import, long Bad)> change) =>
            cells[place] = change(cells.GetValueOrDefault(place));
    }

    private static KeptRow RowOf(Place place, (ExactSum Event, ExactSum Import, long Bad) sums)
    {
        var (own, import) = (Mean(sums.Event), Mean(sums.Import));
        var isBoth = own.Text.Length > 0 && import.Text.Length > 0;
        return new KeptRow(
            KeptValue.Of(place.Method),
            KeptValue.Of(place.Region),
            own,
            KeptValue.Of(sums.Event.Count),
            import,
            KeptValue.Of(sums.Import.Count),
            isBoth ? KeptValue.OfDecimal(own.Units - import.Units, MeanDecimals) : KeptValue.Of(""),
            KeptValue.Of(sums.Bad));
    }

    private static KeptValue Mean(ExactSum sum) => sum.Count > 0 ? KeptValue.OfMean(sum) : KeptValue.Of("");

    private readonly record struct Place(Hour Hour, string Method, string Region);

    private sealed class PlaceOrder : IComparer<Place>
    {
        public int Compare(Place x, Place y)
        {
            var hour = x.Hour.CompareTo(y.Hour);
            if (hour != 0) return hour;
            var method = string.CompareOrdinal(x.Method, y.Method);
            return method != 0 ? method : string.CompareOrdinal(x.Region, y.Region);
        }
    }
}
