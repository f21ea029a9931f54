using Isotherm.Adapters.Identity;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Hands out the given tokens in order, the next when one was rejected; none given, none to be had.</summary>
internal sealed class GivenTokens(params string[] tokens) : IAccessTokens
{
    private int _next;

    public int Asked { get; private set; }

    public ValueTask<string?> GetAsync(CancellationToken cancellation)
    {
        Asked++;
        if (tokens.Length == 0) throw new TransientException("no token");
        return ValueTask.FromResult<string?>(tokens[Math.Min(_next, tokens.Length - 1)]);
    }

    public void Reject(string token) => _next++;
}
