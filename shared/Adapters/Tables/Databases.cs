using Isotherm.Core.Tables;

namespace Isotherm.Adapters.Tables;

/// <summary>Opens databases by their location: <c>sqlite:PATH</c>, or else a MySQL connection string.</summary>
public static class Databases
{
    public static RunRecorder OpenRecorder(string location, TimeProvider clock) => throw new NotSupportedException();
}
