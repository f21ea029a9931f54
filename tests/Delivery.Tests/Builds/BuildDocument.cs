using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Isotherm.Delivery.Tests.Builds;

/// <summary>A build configuration as it is written, and the few questions that tests ask it.</summary>
internal sealed class BuildDocument
{
    private BuildDocument(YamlMappingNode root) => Root = root;

    public YamlMappingNode Root { get; }

    public IReadOnlyList<YamlMappingNode> Steps => [.. ItemsOf(Root, "steps").OfType<YamlMappingNode>()];

    public IReadOnlyDictionary<string, string> Substitutions =>
        NodeOf(Root, "substitutions") is YamlMappingNode map
            ? map.Children.ToDictionary(pair => TextOf(pair.Key), pair => TextOf(pair.Value))
            : new Dictionary<string, string>();

    /// <exception cref="YamlException">It is no YAML.</exception>
    /// <exception cref="FormatException">It is YAML of another kind.</exception>
    public static BuildDocument Parse(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new BuildDocument(root)
            : throw new FormatException("a build is one YAML document, a map");
    }

    public static YamlNode? NodeOf(YamlNode node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    public static string? TextOf(YamlNode node, string name) => (NodeOf(node, name) as YamlScalarNode)?.Value;

    public static string TextOf(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    public static IEnumerable<YamlNode> ItemsOf(YamlNode node, string name) =>
        NodeOf(node, name) is YamlSequenceNode items ? items : [];

    public static IReadOnlyList<string> TextsOf(YamlNode node, string name) => [.. ItemsOf(node, name).Select(TextOf)];

    /// <summary>Every text in it, keys left out, with where it stands.</summary>
    public static IEnumerable<YamlScalarNode> Values(YamlNode node) => node switch
    {
        YamlScalarNode scalar => [scalar],
        YamlSequenceNode items => items.SelectMany(Values),
        YamlMappingNode map => map.Children.Values.SelectMany(Values),
        _ => [],
    };
}
