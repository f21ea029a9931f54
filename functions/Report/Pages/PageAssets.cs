using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Isotherm.Report.Pages;

/// <summary>Style sheet, script and icon of the pages; embedded in the program.</summary>
public static class PageAssets
{
    private const int HashDigits = 12;

    private static readonly Dictionary<string, PageAsset> Files = new[]
    {
        Load("page.css", "text/css; charset=utf-8"),
        Load("page.js", "text/javascript; charset=utf-8"),
        Load("icon.svg", "image/svg+xml; charset=utf-8"),
    }.ToDictionary(asset => asset.Path, StringComparer.Ordinal);

    /// <summary>Every file that a page may ask for.</summary>
    public static IReadOnlyCollection<PageAsset> All => Files.Values;

    /// <summary>The file of that name, or null.</summary>
    /// <param name="path">What follows <c>/assets/</c>.</param>
    public static PageAsset? Find(string path) => Files.GetValueOrDefault(path);

    /// <summary>The address of a file by its plain name, for example of <c>page.css</c>.</summary>
    internal static string AddressOf(string name)
    {
        var ending = System.IO.Path.GetExtension(name);
        return "/assets/" + Files.Keys.Single(path => path.EndsWith(ending, StringComparison.Ordinal));
    }

    /// <summary>An embedded file as text.</summary>
    internal static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static PageAsset Load(string name, string contentType)
    {
        var bytes = Bytes(name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits];
        var dot = name.LastIndexOf('.');
        return new PageAsset($"{name[..dot]}.{hash}{name[dot..]}", contentType, $"\"{hash}\"", bytes);
    }

    private static byte[] Bytes(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("assets/" + name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
