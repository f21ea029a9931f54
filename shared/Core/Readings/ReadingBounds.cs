namespace Isotherm.Core.Readings;

/// <summary>
/// Takes where an element lies in the document, right after the sink took it. Depends on the bytes only, never on how
/// they were split.
/// </summary>
/// <param name="begin">Bytes of the document before its first byte; a BOM counts.</param>
/// <param name="end">Bytes of the document up to its last byte, itself included.</param>
public delegate void ReadingBounds(long begin, long end);
