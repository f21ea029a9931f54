namespace Isotherm.Core.Readings.Fast;

/// <summary>The value of a field in the window.</summary>
internal readonly record struct FieldSlot(SlotKind Kind, int Start, int End);
