namespace Isotherm.Cli.Inputs;

/// <summary>What lies where in the folder of a demo, or of <c>isotherm serve</c>.</summary>
/// <param name="Path">Absolute, or as the user wrote it.</param>
internal sealed record DemoFolder(string Path)
{
    /// <summary>Beside the working folder; commands that are told nothing else look there.</summary>
    public const string Usual = "isotherm-demo";

    private const string MarkerName = ".isotherm-demo.json";

    private const string LockName = ".isotherm-demo.lock";

    /// <summary>Says that the folder is ours to delete.</summary>
    public string Marker => System.IO.Path.Combine(Path, MarkerName);

    /// <summary>Held open by the demo that works in the folder.</summary>
    public string Lock => System.IO.Path.Combine(Path, LockName);

    /// <summary>Raw objects, manifests, quarantine, rejects and shapes.</summary>
    public string Bucket => System.IO.Path.Combine(Path, "bucket");

    /// <summary>The SQLite database.</summary>
    public string Database => System.IO.Path.Combine(Path, "isotherm.db");

    /// <summary>The page of the report, as one file.</summary>
    public string Report => System.IO.Path.Combine(Path, "report.html");

    /// <summary>Messages that can never succeed.</summary>
    public string DeadLetters => System.IO.Path.Combine(Path, "dead-letters");
}
