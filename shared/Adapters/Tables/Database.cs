using System.Data.Common;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// An opened database: everything that can be done with it. Nothing is connected before the first use; safe to use
/// from many threads, for as long as the program runs.
/// </summary>
public sealed class Database
{
    private readonly SqlDialect _dialect;

    internal Database(
        string name, ITables tables, IReports reports, Migrator migrator, TimeProvider clock, SqlDialect dialect)
    {
        Name = name;
        Reports = reports;
        Migrator = migrator;
        Recorder = new RunRecorder(tables, clock);
        MethodSwitch = new MethodSwitch(tables, clock);
        Tables = tables;
        Replays = new ReplayLog(dialect);
        Aggregations = new AggregationLedger(dialect);
        Grants = dialect.HasUsers ? new Grants(dialect) : null;
        _dialect = dialect;
    }

    /// <summary>Where it is, for people: never a password.</summary>
    public string Name { get; }

    /// <summary>Records parts and failures of runs.</summary>
    public RunRecorder Recorder { get; }

    /// <summary>Answers questions.</summary>
    public IReports Reports { get; }

    /// <summary>Makes the tables.</summary>
    public Migrator Migrator { get; }

    /// <summary>Changes the method that is shown.</summary>
    public MethodSwitch MethodSwitch { get; }

    /// <summary>The audit of replays.</summary>
    public ReplayLog Replays { get; }

    /// <summary>What aggregations show and lack.</summary>
    public AggregationLedger Aggregations { get; }

    /// <summary>Gives users their rights; null where there are no users.</summary>
    public Grants? Grants { get; }

    /// <summary>What the server or the file says of itself; connects.</summary>
    /// <exception cref="Core.Failures.TransientException">It cannot be reached or read.</exception>
    public async Task<ServerState> DescribeAsync(CancellationToken cancellation)
    {
        await using var session = await SqlSession.ReadAsync(_dialect, cancellation);
        return await _dialect.DescribeAsync(session, cancellation);
    }

    /// <summary>
    /// A connection of one's own, not opened yet, for who must look at the tables by other statements than those here.
    /// The caller disposes of it.
    /// </summary>
    public DbConnection CreateConnection() => _dialect.CreateConnection();

    /// <summary>The exception that crosses the room for an error of such a connection.</summary>
    public Exception Translate(DbException error) => _dialect.Translate(error);

    /// <summary>The port itself, for who takes the steps by hand (a test that makes them fail).</summary>
    public ITables Tables { get; }
}
