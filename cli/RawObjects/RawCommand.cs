using System.CommandLine;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.RawObjects;

/// <summary><c>isotherm raw</c>: looks after the raw objects.</summary>
internal static class RawCommand
{
    public static Command Create(Surroundings surroundings) => new("raw", "Look after the raw objects.")
    {
        PruneCommand.Create(surroundings),
    };
}
