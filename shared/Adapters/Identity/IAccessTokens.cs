using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Identity;

/// <summary>Where the access tokens for Google's APIs come from. Safe to share between threads.</summary>
public interface IAccessTokens
{
    /// <summary>A token that is valid now, or null when requests go without one (an emulator).</summary>
    /// <exception cref="TransientException">There is no token to be had at the moment.</exception>
    ValueTask<string?> GetAsync(CancellationToken cancellation);

    /// <summary>Tells that a service answered 401 to <paramref name="token"/>: it is not handed out again.</summary>
    void Reject(string token);
}
