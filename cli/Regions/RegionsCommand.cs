using System.CommandLine;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Regions;

/// <summary><c>isotherm regions</c>: the shapes by which points are matched.</summary>
internal static class RegionsCommand
{
    public static Command Create(Surroundings surroundings) =>
        new("regions", "Show the shapes of the regions, or import others.")
        {
            RegionsImport.Create(surroundings),
            RegionsShow.Create(surroundings),
        };
}
