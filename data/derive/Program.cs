using Isotherm.Derive;

try
{
    if (args is ["map", var shapesPath, var mapPath, .. [] or ["--check"]])
        return await MapCommand.RunAsync(shapesPath, mapPath, check: args[^1] == "--check");
    if (args is not [var outlinesPath, var departementsPath, var regionsPath, var outputPath])
    {
        await Console.Error.WriteLineAsync(
            """
            Usage: Isotherm.Derive fra.json departements.json regions.json OUTPUT.geojson
                   Isotherm.Derive map SHAPES.geojson OUTPUT.txt [--check]
            """);
        return 2;
    }

    var shapes = Derivation.Derive(
        await File.ReadAllBytesAsync(outlinesPath),
        await File.ReadAllBytesAsync(departementsPath),
        await File.ReadAllBytesAsync(regionsPath));
    DerivationChecks.Verify(shapes);
    await WholeFile.WriteAsync(outputPath, Isotherm.Core.Regions.ShapesWriter.Write(shapes));
    Console.WriteLine($"{outputPath}: 13 regions, {DerivationChecks.Vertices} vertices, content hash {shapes.Hash}");
    return 0;
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"Nothing is written: {e.Message}");
    return 1;
}
