using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Hosting;

/// <summary>A request that is no event at all, and why: answered with 400.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves this project: the pipeline answers it.")]
internal sealed class MalformedEventException(string reason) : Exception(reason);
