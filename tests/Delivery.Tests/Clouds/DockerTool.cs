using System.Security.Cryptography;
using System.Text;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>The command docker on the machine of one build, and the registry behind it.</summary>
internal sealed class DockerTool(Cloud cloud)
{
    private const string Digests = "{{range .RepoDigests}}{{println .}}{{end}}";

    private readonly HashSet<string> _local = [];

    /// <summary>Builds so far: target and tags of each.</summary>
    public List<string> Builds { get; } = [];

    public ToolAnswer Run(ToolCall call, string folder) => call.Command switch
    {
        "pull" => Pull(call.Arguments[0]),
        "build" => Build(call, folder),
        "push" => Push(call.Arguments[0]),
        _ => Inspect(call),
    };

    private ToolAnswer Pull(string image)
    {
        if (!cloud.Images.ContainsKey(image)) return ToolAnswer.Fail($"manifest for {image} not found");
        _local.Add(image);
        return ToolAnswer.Done;
    }

    private ToolAnswer Build(ToolCall call, string folder)
    {
        var file = Path.Combine(folder, call.Option("file")!);
        if (!File.Exists(file) || !Directory.Exists(Path.Combine(folder, call.Arguments[0])))
            return ToolAnswer.Fail("failed to read dockerfile: no such file or directory");
        var stage = call.Option("target");
        if (stage is not null && !File.ReadAllText(file).Contains($" AS {stage}\n", StringComparison.Ordinal))
            return ToolAnswer.Fail($"target stage {stage} could not be found");
        _local.UnionWith(call.Options["tag"]);
        Builds.Add(string.Join(' ', [stage ?? "all", .. call.Options["tag"], .. call.Options["build-arg"]]));
        return ToolAnswer.Done;
    }

    private ToolAnswer Push(string image)
    {
        if (!_local.Contains(image)) return ToolAnswer.Fail($"An image does not exist locally with the tag: {image}");
        var name = image[..image.LastIndexOf(':')];
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image)));
        cloud.Images[image] = $"{name}@sha256:{digest}";
        return ToolAnswer.Done;
    }

    /// <summary>An image may have been pushed elsewhere too; each registry has a digest of its own.</summary>
    private ToolAnswer Inspect(ToolCall call)
    {
        var image = call.Arguments[0];
        if (!_local.Contains(image)) return ToolAnswer.Fail($"No such image: {image}");
        if (call.Option("format") != Digests) return ToolAnswer.Fail("bad template");
        var elsewhere = "registry.example/other@sha256:" + new string('f', 64) + "\n";
        var here = cloud.Images.TryGetValue(image, out var digest) ? digest + "\n" : "";
        return ToolAnswer.Say($"{elsewhere}{here}\n");
    }
}
