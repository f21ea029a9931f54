using Microsoft.AspNetCore.Http;

namespace Isotherm.Testing.RawObjects;

/// <summary>A request that <see cref="RudeStorage"/> got.</summary>
/// <param name="Request">What it was about.</param>
/// <param name="Target">Path and query as they came over the wire.</param>
/// <param name="Headers">Its headers.</param>
public sealed record RudeStorageLogEntry(RudeStorageRequest Request, string Target, IHeaderDictionary Headers);
