namespace Isotherm.Adapters.Tests.Tables;

public sealed class MySqlRecording(MySqlFixture tables) : RecordingContract(tables), IClassFixture<MySqlFixture>;
