using System.Data.Common;
using System.Globalization;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Tables;

/// <summary>What differs between the databases; the steps, and nearly every statement, are shared.</summary>
internal abstract class SqlDialect
{
    /// <summary>The folder of <c>sql/migrations</c> that is for this database.</summary>
    public abstract string Folder { get; }

    /// <summary>Where the query files for this database lie.</summary>
    public abstract string QueryFolder { get; }

    /// <summary>Ends a SELECT that must see the last committed row and keep it from being changed.</summary>
    public abstract string ForShare { get; }

    /// <summary>Ends a SELECT that must see the last committed row and keep it from being locked by others.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Whether it has users, with rights of their own.</summary>
    public virtual bool HasUsers => false;

    /// <summary>How long a statement of a reading session may take; null: as long as the database lets it.</summary>
    public virtual TimeSpan? StatementLimit => null;

    public abstract DbConnection CreateConnection();

    /// <summary>A connection for migrations, that ends when it is disposed and not later in a pool.</summary>
    public abstract DbConnection CreateMigratorConnection();

    /// <summary>Opens a connection that was made here.</summary>
    public virtual Task OpenAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.OpenAsync(cancellation);

    /// <summary>Begins a transaction that writes, after a connection was opened.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Begins a transaction that only reads, and reads one moment throughout.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>
    /// Ends the statements of a connection after <see cref="StatementLimit"/>, until the result is disposed; null where
    /// the server does so by itself.
    /// </summary>
    public virtual IDisposable? Limit(DbConnection connection, CancellationToken cancellation) => null;

    /// <summary>Follows VALUES (...): do this instead when the key is there; the new row is called excluded.</summary>
    public abstract string OnDuplicate(string key);

    /// <summary>What the database says of itself, read in a session of this dialect.</summary>
    public abstract Task<ServerState> DescribeAsync(SqlSession session, CancellationToken cancellation);

    public abstract SqlFault Classify(Exception error);

    /// <summary>
    /// Readies a connection for migrations and keeps every other migrator out until the result is disposed.
    /// </summary>
    public abstract Task<DbTransaction?> LockMigrationsAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>The exception for a table settings that names no method, or none that there is.</summary>
    public static TransientException NoMethod() => new(
        "The table settings names no method. Put the row back: REPLACE INTO settings (name, value) VALUES"
        + " ('method', 'rectangle').")
    {
        NeedsPerson = true,
    };

    public bool IsPassing(Exception error) => Classify(error) is SqlFault.Passing or SqlFault.TooLong;

    /// <summary>The exception that crosses the room for an error of the database.</summary>
    public Exception Translate(Exception error) => Classify(error) switch
    {
        SqlFault.Refused => new PoisonException($"The database cannot take these values: {error.Message}", error),
        SqlFault.NotMigrated => new TransientException(
            $"The database lacks tables of this version; run 'isotherm migrate'. It says: {error.Message}", error)
        {
            NeedsPerson = true,
        },
        SqlFault.TooLong => new TransientException(TooLong(), error),
        var fault => new TransientException($"The database failed: {error.Message}", error)
        {
            NeedsPerson = fault == SqlFault.Standing,
        },
    };

    private string TooLong() => StatementLimit is { } limit
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"A statement took longer than the {limit.TotalSeconds} s it may take and was ended: ask for fewer hours.")
        : "A statement took longer than the database lets it and was ended.";
}
