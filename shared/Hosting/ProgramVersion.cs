using System.Reflection;

namespace Isotherm.Hosting;

/// <summary>The version of a program, as the ledger and answers keep it.</summary>
public static class ProgramVersion
{
    private const int MaxLength = 40;

    /// <summary>At most 40 characters; <c>unknown</c> when the program has none.</summary>
    public static string Of(Assembly program)
    {
        var version = program.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var text = version?.InformationalVersion ?? "unknown";
        return text[..Math.Min(text.Length, MaxLength)];
    }
}
