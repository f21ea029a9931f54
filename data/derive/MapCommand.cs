using System.Text;
using Isotherm.Core.Regions;

namespace Isotherm.Derive;

/// <summary>Derives the map of the report from a file of shapes.</summary>
public static class MapCommand
{
    /// <summary>Writes the map, or with <paramref name="check"/> only says whether it is the one there.</summary>
    /// <returns>0 written or equal, 1 the file is another one.</returns>
    /// <exception cref="InvalidDataException">The shapes cannot be used.</exception>
    public static async Task<int> RunAsync(string shapesPath, string outputPath, bool check)
    {
        var result = ShapesReader.Read(await File.ReadAllBytesAsync(shapesPath));
        var shapes = result.Shapes ?? throw new InvalidDataException(result.Refusal);
        var map = MapOutlines.Write(shapes);
        if (!check)
        {
            await WholeFile.WriteAsync(outputPath, Encoding.UTF8.GetBytes(map));
            Console.WriteLine($"{outputPath}: 13 regions, {map.Length} bytes");
            return 0;
        }

        if (await File.ReadAllTextAsync(outputPath) == map) return 0;
        await Console.Error.WriteLineAsync($"{outputPath} is not what these shapes give: derive it again");
        return 1;
    }
}
