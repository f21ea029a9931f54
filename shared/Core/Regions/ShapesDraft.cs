using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The shapes read so far and the place where the reader stands, so that a refusal says what, where and what to do.
/// Only the first refusal is kept. The word is what the wire form calls one region: feature, record or data row.
/// </summary>
internal sealed class ShapesDraft(string word)
{
    private readonly List<RegionShape> _shapes = [];
    private int _records;
    private Region? _region;

    /// <summary>What is wrong, or null as long as nothing is.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The polygon, ring and position that are being read, from 1; 0 while none is.</summary>
    public OutlinePlace Place { get; set; }

    /// <summary>The next region of the document begins.</summary>
    public void Next()
    {
        _records++;
        _region = null;
        Place = default;
    }

    /// <summary>Notes what is wrong at this place; always false, so that a reader can return it.</summary>
    public bool Refuse(string reason)
    {
        Refusal ??= _records == 0 ? Sentence(reason) : $"{Where()}: {reason}.";
        return false;
    }

    /// <summary>Takes the code of the region that is being read.</summary>
    public bool TakeCode(string code)
    {
        _region = Region.Find(code);
        if (_region is null)
        {
            return Refuse(
                $"the code {Quoted.Text(code)} is none of the 13 regions of metropolitan France ("
                + $"{string.Join(", ", Region.All.Select(region => region.Code))}); leave it out or correct it");
        }

        var before = _shapes.FindIndex(shape => shape.Region == _region);
        return before < 0 || Refuse($"the region is already there, in {word} {before + 1}; leave one of them out");
    }

    public void Add(Geometry outline) => _shapes.Add(new RegionShape(_region!, outline));

    /// <summary>The whole document was read: refused unless all 13 regions are there.</summary>
    public ShapesResult Finish()
    {
        var missing = Region.All.Except(_shapes.Select(shape => shape.Region)).ToArray();
        _records = 0;
        if (Refusal is null && missing.Length > 0) Refuse(Missing(missing));
        if (Refusal is null && IsSwapped())
        {
            Refuse("everything lies where France is once longitude and latitude change places: "
                + "a position is [longitude, latitude]; swap them");
        }

        if (Refusal is not null) return new(null, Refusal);
        var shapes = new RegionShapes(_shapes);
        return new(shapes, null) { Warning = shapes.IsOrderedByCode ? null : OrderWarning() };
    }

    private string Missing(Region[] missing)
    {
        var hint = word == "record"
            ? "the v1 API answers 10 records unless rows is given: ask again with rows=20"
            : "take the whole data set";
        return $"{_shapes.Count} of the {Region.All.Count} regions are there, "
            + $"{string.Join(", ", missing.Select(region => region.ToString()))} missing; {hint}";
    }

    // Metropolitan France with a margin. Its degrees of longitude are no latitudes of its own, so a file in which each
    // pair is turned round is in range and would put every point in no region without a word.
    private bool IsSwapped()
    {
        var france = new OutlineBox(South: 41, West: -6, North: 52, East: 11);
        var box = _shapes.Select(shape => OutlineBox.Of(shape.Outline)).Aggregate((all, next) => all.With(next));
        return france.Holds(box.West, box.South) && france.Holds(box.East, box.North);
    }

    private string OrderWarning()
    {
        var codes = string.Join(", ", _shapes.Select(shape => shape.Region.Code));
        return $"The regions do not stand in ascending order of code ({codes}): a point in several rectangles goes to "
            + "the first of them in this order. Re-order with --order code.";
    }

    private string Where()
    {
        var region = _region is null ? "" : $" ({_region})";
        return $"{char.ToUpperInvariant(word[0])}{word[1..]} {_records}{region}{Place}";
    }

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";
}
