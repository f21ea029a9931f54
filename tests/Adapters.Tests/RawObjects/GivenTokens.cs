using Isotherm.Adapters.Identity;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Hands out the given tokens in order; the next when one was rejected.</summary>
internal sealed class GivenTokens(params string[] tokens) : IAccessTokens
{
    private int _next;

    public ValueTask<string?> GetAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<string?>(tokens[Math.Min(_next, tokens.Length - 1)]);

    public void Reject(string token) => _next++;
}
