namespace Isotherm.Testing;

/// <summary>Files of this checkout, and of the folder of test data that may lie beside it.</summary>
public static class Checkout
{
    /// <summary>The folder that holds the solution, found from the folder that the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the folder <c>shared</c> beside the checkout; without it the test is skipped.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        if (!File.Exists(path)) Assert.Skip($"../shared/{string.Join('/', parts)} is not there.");
        return path;
    }

    private static string FindRoot()
    {
        const string solution = "Isotherm.slnx";
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, solution))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"{solution} is in no folder above the tests.");
    }
}
