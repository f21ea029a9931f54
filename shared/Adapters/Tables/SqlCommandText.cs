using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Adapters.Tables;

/// <summary>Makes commands of statements and values.</summary>
internal static class SqlCommandText
{
    /// <summary>A command in that transaction; every value is a parameter of it.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Statements are constants and files of this assembly.")]
    public static DbCommand CreateCommand(
        this DbConnection connection, DbTransaction? transaction, string sql, IReadOnlyList<SqlParameterValue> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = value.Name;
            parameter.Value = value.Value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
