namespace Isotherm.Core.Messages;

/// <summary>How many dead letters there are, for who only looks: none is taken into hand.</summary>
public interface IDeadLetterCount
{
    /// <summary>
    /// So many were there lately (Cloud Monitoring looks once a minute); null when it cannot be known: no right to
    /// look, no figure yet, no answer in time. Never throws but for a cancellation.
    /// </summary>
    Task<long?> CountAsync(CancellationToken cancellation);
}
