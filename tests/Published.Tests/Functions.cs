using Isotherm.Testing.Processes;

namespace Isotherm.Published.Tests;

/// <summary>Starts the functions of a build on places.</summary>
internal static class Functions
{
    public static FunctionUnderTest Fetch(
        FunctionBuild build, Places places, Uri api, params (string Name, string Value)[] more) =>
        FunctionUnderTest.Start(
            build,
            "Fetch",
            [
                ("SENSOR_API_URL", api.ToString()),
                ("SENSOR_API_KEY", "some-key"),
                ("RAW_BUCKET", places.Raw),
                ("TOPIC", places.Topic),
                .. places.Environment,
                .. more,
            ]);

    /// <summary>With a folder of dead letters, so that it counts them.</summary>
    public static FunctionUnderTest Report(
        FunctionBuild build, Places places, params (string Name, string Value)[] more) =>
        FunctionUnderTest.Start(
            build,
            "Report",
            [("DATABASE", places.Location), ("DEAD_LETTERS", places.DeadLetters), .. places.Environment, .. more]);

    public static FunctionUnderTest Aggregate(
        FunctionBuild build, Places places, params (string Name, string Value)[] more) =>
        FunctionUnderTest.Start(
            build,
            "Aggregate",
            [
                ("RAW_BUCKET", places.Raw),
                ("DEAD_LETTER_TOPIC", places.DeadLetters),
                ("DATABASE", places.Location),
                .. places.Environment,
                .. more,
            ]);
}
