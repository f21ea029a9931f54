namespace Isotherm.Derive;

/// <summary>Nobody reads half a file: it takes its name when it is complete.</summary>
internal static class WholeFile
{
    public static async Task WriteAsync(string path, byte[] content)
    {
        var unfinished = path + ".unfinished";
        await File.WriteAllBytesAsync(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
    }
}
