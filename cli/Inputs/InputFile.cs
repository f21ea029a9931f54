using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Inputs;

/// <summary>A file that the user named, or standard input for <c>-</c>.</summary>
internal sealed class InputFile(Surroundings surroundings, string written)
{
    private const int BufferBytes = 128 * 1024;

    public bool IsStandardInput => written == "-";

    /// <summary>How errors call it.</summary>
    public string Name => IsStandardInput ? "standard input" : written;

    /// <summary>Bytes, as far as one can know beforehand.</summary>
    public long? Size => !IsStandardInput && new FileInfo(surroundings.PathOf(written)) is { Exists: true } file
        ? file.Length
        : null;

    /// <summary>Opens it for reading from start to end.</summary>
    public Answer<Stream> Open()
    {
        if (IsStandardInput) return Answer<Stream>.Of(surroundings.Input);
        if (written.Length == 0) return "An empty file name leads nowhere: name a file.";
        var path = surroundings.PathOf(written);
        if (Directory.Exists(path)) return $"{written} is a folder: name a file in it.";
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"{written} is not there: check the name.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{written} cannot be opened: {e.Message}";
        }
    }
}
