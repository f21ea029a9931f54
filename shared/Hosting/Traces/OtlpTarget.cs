namespace Isotherm.Hosting.Traces;

/// <summary>Where spans, or metrics, are sent by OTLP.</summary>
/// <param name="Endpoint">The whole address.</param>
/// <param name="UsesGrpc">Else Protobuf over HTTP.</param>
/// <param name="Headers">As the variable has them; null: none.</param>
/// <param name="TimeoutMilliseconds">One request may take this.</param>
public sealed record OtlpTarget(Uri Endpoint, bool UsesGrpc, string? Headers, int TimeoutMilliseconds)
{
    /// <summary>Never shows the headers: they may hold a secret.</summary>
    public override string ToString() => Endpoint.GetLeftPart(UriPartial.Path);
}
