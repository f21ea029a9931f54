using Isotherm.Core.Runs;

namespace Isotherm.Core.RawObjects;

/// <summary>Where a bad answer of the sensor API is recorded: <c>quarantine/{run}/{attempt}.json</c>.</summary>
public static class QuarantineName
{
    public static string Of(RunId run, AttemptId attempt) => $"quarantine/{run}/{attempt}.json";
}
