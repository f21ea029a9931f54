namespace Isotherm.Testing;

/// <summary>Files of this checkout, and of the folder of test data that may lie beside it.</summary>
public static class Checkout
{
    /// <summary>The folder that holds the solution, found from the folder that the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the <c>shared</c> folder beside the checkout. The test is skipped, with a word, without it.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        if (!File.Exists(path)) Assert.Skip($"../shared/{string.Join('/', parts)} is not there.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Isotherm.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Isotherm.slnx is in no folder above the tests.");
    }
}
