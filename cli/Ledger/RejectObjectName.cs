using System.Globalization;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Ledger;

/// <summary>The name of an object of rejects: of which part, which generation of it, and by which rules.</summary>
internal sealed record RejectObjectName(RawObjectName Part, long Generation, int RulesVersion)
{
    public const string Prefix = "rejects/v1/";

    private const string PartEnding = ".json";

    /// <summary>Null for a name of another kind.</summary>
    public static RejectObjectName? Parse(string name)
    {
        var end = name.LastIndexOf(PartEnding + ".", StringComparison.Ordinal);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || end < 0) return null;
        var raw = RawObjectName.Prefix + name[Prefix.Length..(end + PartEnding.Length)];
        return RawObjectName.TryParse(raw, out var part)
            && name[(end + PartEnding.Length + 1)..].Split('.') is [var generation, _, var rules, "ndjson"]
            && long.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(rules, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? new RejectObjectName(part!, number, version)
                : null;
    }
}
