namespace Isotherm.Core.Regions;

/// <summary>What a cell is to one outline.</summary>
internal enum CellState : byte
{
    /// <summary>Not known yet: no edge comes near it.</summary>
    Clear,

    /// <summary>An edge runs through it, or so near by that rounding could have it so.</summary>
    Touched,

    /// <summary>All of it is outside.</summary>
    Outside,

    /// <summary>All of it is inside.</summary>
    Inside,
}
