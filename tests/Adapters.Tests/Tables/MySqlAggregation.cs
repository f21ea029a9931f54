namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlAggregation(MySqlFixture tables)
    : AggregationContract(tables), IClassFixture<MySqlFixture>;
