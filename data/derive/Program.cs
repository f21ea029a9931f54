using Isotherm.Derive;

if (args is not [var outlinesPath, var departementsPath, var regionsPath, var outputPath])
{
    await Console.Error.WriteLineAsync("Usage: Isotherm.Derive fra.json departements.json regions.json OUTPUT.geojson");
    return 2;
}

try
{
    var shapes = Derivation.Derive(
        await File.ReadAllBytesAsync(outlinesPath),
        await File.ReadAllBytesAsync(departementsPath),
        await File.ReadAllBytesAsync(regionsPath));
    DerivationChecks.Verify(shapes);
    await WriteWhole(outputPath, Isotherm.Core.Regions.ShapesWriter.Write(shapes));
    Console.WriteLine($"{outputPath}: 13 regions, {DerivationChecks.Vertices} vertices, content hash {shapes.Hash}");
    return 0;
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"Nothing is written: {e.Message}");
    return 1;
}

// Nobody reads half a file: it takes its name when it is complete.
static async Task WriteWhole(string path, byte[] content)
{
    var unfinished = path + ".unfinished";
    await File.WriteAllBytesAsync(unfinished, content);
    File.Move(unfinished, path, overwrite: true);
}
