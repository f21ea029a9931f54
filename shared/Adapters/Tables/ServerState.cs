namespace Isotherm.Adapters.Tables;

/// <summary>What a database says of itself.</summary>
/// <param name="Product">Which product it is, for people.</param>
/// <param name="Version">As it writes it: <c>8.4.3</c>, <c>8.0.31-google</c>.</param>
/// <param name="Refusal">Why this product cannot be used; null when it can.</param>
/// <param name="Encryption">The version of TLS; null when the connection is not encrypted, or is none.</param>
/// <param name="Clock">Its clock; null when it has none of its own.</param>
public sealed record ServerState(
    string Product, string Version, string? Refusal, string? Encryption, DateTimeOffset? Clock);
