using Isotherm.Hosting;

namespace Isotherm.Aggregate;

/// <summary>The version of this program, as the ledger keeps it.</summary>
internal static class CodeVersion
{
    public static string Current { get; } = ProgramVersion.Of(typeof(CodeVersion).Assembly);
}
