namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlEvaluation(MySqlFixture tables) : EvaluationContract(tables), IClassFixture<MySqlFixture>;
