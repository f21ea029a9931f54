using System.Diagnostics.CodeAnalysis;
using Isotherm.Core.Failures;
using Isotherm.Core.Tables;
using Polly;
using Polly.Retry;

namespace Isotherm.Adapters.Tables;

/// <summary>The tables in a SQL database. Safe from many threads: each transaction has its own connection.</summary>
internal sealed class SqlTables(SqlDialect dialect, TimeProvider clock) : ITables
{
    private const int Retries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            Delay = FirstPause,
            MaxDelay = LongestPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = _ =>
            {
                TablesMeter.Retries.Add(1);
                return default;
            },
            ShouldHandle = new PredicateBuilder().Handle<TransientException>(
                failure => failure.InnerException is not { } error || dialect.IsPassing(error)),
        })
        .Build();

    [SuppressMessage("Reliability", "CA2000", Justification = "The transaction disposes its session.")]
    public async Task<ITablesTransaction> BeginAsync(CancellationToken cancellation) =>
        new SqlTransaction(await SqlSession.WriteAsync(dialect, cancellation), dialect);

    public async Task<T> RetryAsync<T>(
        Func<CancellationToken, Task<T>> transaction, CancellationToken cancellation) =>
        await _retry.ExecuteAsync(async retried => await transaction(retried), cancellation);
}
