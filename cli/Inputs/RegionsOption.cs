using System.CommandLine;

namespace Isotherm.Cli.Inputs;

/// <summary>The option <c>--regions FILE</c>.</summary>
internal static class RegionsOption
{
    public static Option<string?> Create() => new("--regions")
    {
        Description = "Region shapes: GeoJSON, an answer of the v1 records API or a ';' CSV, gzip or not. "
            + "Without it the shapes shipped with isotherm are used.",
        HelpName = "FILE",
    };
}
