namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteEvaluation(SqliteFixture tables) : EvaluationContract(tables), IClassFixture<SqliteFixture>;
