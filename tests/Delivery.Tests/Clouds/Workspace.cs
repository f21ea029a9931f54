using System.Diagnostics;
using Isotherm.Delivery.Tests.Builds;
using Isotherm.Testing;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>
/// A checkout in which the scripts run for real, by bash, against a cloud of the test: gcloud, docker and terraform are
/// ours, curl and jq are the real ones.
/// </summary>
internal sealed class Workspace : IAsyncDisposable
{
    private static readonly string[] Ours = ["gcloud", "docker", "terraform"];

    private readonly TemporaryFolder _folder = new();
    private readonly ToolServer _tools;
    private readonly ServiceServer _services;

    private Workspace(Cloud cloud, ServiceServer services, Faults faults)
    {
        Cloud = cloud;
        Faults = faults;
        _services = services;
        var gcloud = new GcloudTool(cloud, () => services.Address);
        Docker = new DockerTool(cloud);
        var terraform = new TerraformTool(cloud);
        _tools = new ToolServer(faults, (tool, folder, words) => tool switch
        {
            "gcloud" => Parsed(ToolCommand.Gcloud, words, call => gcloud.Run(call, folder)),
            "docker" => Parsed(ToolCommand.Docker, words, call => Docker.Run(call, folder)),
            _ => Parsed(
                ToolCommand.Terraform,
                [.. words.Where(word => !word.StartsWith("-chdir=", StringComparison.Ordinal))],
                call => terraform.Run(call, words[0]["-chdir=".Length..], services.Address)),
        });
    }

    public Cloud Cloud { get; }

    public Faults Faults { get; }

    public DockerTool Docker { get; }

    public string Path => _folder.Path;

    /// <summary>Every call of a tool, with all its arguments.</summary>
    public IReadOnlyList<string> Calls => _tools.Calls;

    /// <summary>The calls of gcloud, word by word.</summary>
    public IEnumerable<string[]> GcloudCalls =>
        _tools.Words.Where(call => call.Tool == "gcloud").Select(call => call.Words);

    /// <summary>Where scripts put what must be gone when they end.</summary>
    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    /// <summary>Everything that scripts have written to their two outputs.</summary>
    public string Output { get; private set; } = "";

    /// <summary>The environment of every script; a test may change it.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static async Task<Workspace> CreateAsync(Cloud cloud)
    {
        foreach (var tool in new[] { "bash", "jq", "curl" })
            if (Find(tool) is null) Assert.Skip($"{tool} is not on PATH: the delivery scripts need it.");
        var faults = new Faults();
        var workspace = new Workspace(cloud, await ServiceServer.StartAsync(cloud, faults), faults);
        workspace.Fill();
        return workspace;
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Runs a script; its exit code, and what it wrote.</summary>
    public async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Find("bash")!, arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(Patience.Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Patience.Cancellation);
        output += await errors;
        await process.WaitForExitAsync(Patience.Cancellation);
        Output += output;
        return (process.ExitCode, output);
    }

    /// <summary>
    /// Runs the steps of cloudbuild.yaml as Cloud Build does, one after the other until one fails; without the check.
    /// </summary>
    /// <returns>The step that failed, if one did, and what was written.</returns>
    public async Task<(string? Failed, string Output)> BuildAsync(string from = "tools")
    {
        var output = "";
        var steps = BuildFile.Document.Steps.SkipWhile(step => BuildDocument.TextOf(step, "id") != from);
        foreach (var step in steps)
        {
            var (code, written) = await RunAsync([.. BuildDocument.TextsOf(step, "args")]);
            output += written;
            if (code != 0) return (BuildDocument.TextOf(step, "id"), output);
        }

        return (null, output);
    }

    /// <summary>What a new build of another commit begins with: an empty workspace.</summary>
    public void StartBuild(string id)
    {
        Environment["BUILD_ID"] = id;
        if (Directory.Exists(System.IO.Path.Combine(Path, ".delivery")))
            Directory.Delete(System.IO.Path.Combine(Path, ".delivery"), recursive: true);
    }

    public string Read(string file) => File.ReadAllText(_folder.File(file));

    /// <summary>Writes a file below the checkout.</summary>
    public void Put(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), text);
    }

    public static string? Find(string tool) => (System.Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':').Select(folder => System.IO.Path.Combine(folder, tool)).FirstOrDefault(File.Exists);

    private static ToolAnswer Parsed(
        IReadOnlyList<ToolCommand> known, IReadOnlyList<string> words, Func<ToolCall, ToolAnswer> run)
    {
        var (call, fault) = ToolCall.Parse(known, words);
        return call is null ? ToolAnswer.Fail(fault!, 2) : run(call);
    }

    private void Fill()
    {
        foreach (var file in BuildFile.FilesOfScripts)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_folder.File(file))!);
            File.Copy(Checkout.PathOf(file), _folder.File(file));
        }

        foreach (var folder in new[] { "terraform", "tools", "tmp" }) Directory.CreateDirectory(_folder.File(folder));
        _tools.WriteTools(_folder.File("tools"), Ours, new Dictionary<string, string> { ["curl"] = Find("curl")! });
        foreach (var (name, value) in BuildFile.Document.Substitutions) Environment[name] = value;
        Environment["PATH"] = $"{_folder.File("tools")}:{System.Environment.GetEnvironmentVariable("PATH")}";
        Environment["HOME"] = Environment["TMPDIR"] = Temporary;
        Environment["PROJECT_ID"] = Cloud.Project;
        Environment["BUILD_ID"] = "build-1";
        Environment["_DELIVER"] = "yes";
        Environment["DELIVERY_TRIES"] = "3";
        Environment["DELIVERY_PAUSE_SECONDS"] = Environment["DELIVERY_SETTLE_SECONDS"] = "0";
        Environment["CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS"] = _services.Address + "iam/";
    }
}
