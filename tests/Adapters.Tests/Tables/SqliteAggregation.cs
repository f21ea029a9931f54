namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteAggregation(SqliteFixture tables)
    : AggregationContract(tables), IClassFixture<SqliteFixture>;
