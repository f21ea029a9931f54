namespace Isotherm.Adapters.Identity;

/// <summary>For emulators: they take requests without a token.</summary>
public sealed class NoAccessTokens : IAccessTokens
{
    private NoAccessTokens()
    {
    }

    public static NoAccessTokens Instance { get; } = new();

    public ValueTask<string?> GetAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    public void Reject(string token)
    {
    }
}
