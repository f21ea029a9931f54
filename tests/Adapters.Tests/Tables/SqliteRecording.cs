namespace Isotherm.Adapters.Tests.Tables;

public sealed class SqliteRecording(SqliteFixture tables) : RecordingContract(tables), IClassFixture<SqliteFixture>;
