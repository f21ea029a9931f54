namespace Isotherm.Testing.Tables;

/// <summary>Whether a connection is cut at what a client sent just now, and on which side of its effect.</summary>
public delegate FaultMoment? CutPlan(ReadOnlySpan<byte> sent);
