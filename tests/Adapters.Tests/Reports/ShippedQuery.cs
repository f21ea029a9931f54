namespace Isotherm.Adapters.Tests.Reports;

/// <summary>A query file of the folder sql, as it is in the repository.</summary>
internal static class ShippedQuery
{
    public static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Isotherm.slnx"))) folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder.FullName, "sql", path));
    }
}
