namespace Isotherm.Adapters.Identity;

/// <summary>The metadata server's answer.</summary>
internal sealed record MetadataTokenDocument
{
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    public long ExpiresIn { get; init; }
}
