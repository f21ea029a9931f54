namespace Isotherm.Testing.Processes;

/// <summary>The ways in which a function is built.</summary>
public enum FunctionBuild
{
    /// <summary>As it lies beside the tests, run by <c>dotnet</c>.</summary>
    Ordinary,

    /// <summary>Compiled ahead of time, as it is published: <see cref="NativeFunctions"/>.</summary>
    Native,
}
