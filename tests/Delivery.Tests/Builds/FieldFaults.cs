using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Isotherm.Delivery.Tests.Builds;

/// <summary>Fields that are not documented, and values that are not of their form.</summary>
internal static partial class FieldFaults
{
    public static IEnumerable<string> Of(YamlNode node, BuildField field, string path) => field.Form switch
    {
        FieldForm.Object => InObject(node, field, path),
        FieldForm.Objects => InList(node, path, (item, at) => InObject(item, field, at)),
        FieldForm.Texts => InList(node, path, (item, at) => InScalar(item, FieldForm.Text, field, at)),
        FieldForm.Numbers => InList(node, path, (item, at) => InScalar(item, FieldForm.Number, field, at)),
        FieldForm.Choices => InList(node, path, (item, at) => InScalar(item, FieldForm.Choice, field, at)),
        FieldForm.Map => InMap(node, path),
        _ => InScalar(node, field.Form, field, path),
    };

    private static IEnumerable<string> InObject(YamlNode node, BuildField field, string path)
    {
        if (node is not YamlMappingNode map) return [At(node, path, "must be an object")];
        return map.Children.SelectMany(pair =>
        {
            var name = BuildDocument.TextOf(pair.Key);
            var below = path.Length == 0 ? name : $"{path}.{name}";
            return field.Fields!.TryGetValue(name, out var known)
                ? Of(pair.Value, known, below)
                : [At(pair.Key, below, "is no documented field")];
        });
    }

    private static IEnumerable<string> InList(
        YamlNode node, string path, Func<YamlNode, string, IEnumerable<string>> inItem) =>
        node is YamlSequenceNode items
            ? items.SelectMany((item, i) => inItem(item, $"{path}[{i}]"))
            : [At(node, path, "must be a list")];

    private static IEnumerable<string> InMap(YamlNode node, string path) =>
        node is YamlMappingNode map
            ? map.Children.SelectMany(pair =>
                InScalar(pair.Value, FieldForm.Text, null, $"{path}.{BuildDocument.TextOf(pair.Key)}"))
            : [At(node, path, "must be a map")];

    private static IEnumerable<string> InScalar(YamlNode node, FieldForm form, BuildField? field, string path)
    {
        if (node is not YamlScalarNode scalar)
        {
            yield return At(node, path, "must be one value");
            yield break;
        }

        var text = scalar.Value ?? "";
        var isQuoted = scalar.Style is not YamlDotNet.Core.ScalarStyle.Plain;
        var fault = form switch
        {
            FieldForm.Text when !isQuoted && NoText().IsMatch(text) => "must be text: put it in quotes",
            FieldForm.Flag when isQuoted || text is not ("true" or "false") => "must be true or false",
            FieldForm.Number when !Number().IsMatch(text) => "must be a whole number",
            FieldForm.Duration when !Duration().IsMatch(text) => "must be seconds that end in s, like 600s",
            FieldForm.Choice when !field!.Values!.Contains(text) =>
                $"must be one of {string.Join(", ", field.Values!)}",
            _ => null,
        };
        if (fault is not null) yield return At(node, path, $"is {text}, and {fault}");
    }

    private static string At(YamlNode node, string path, string fault) => $"line {node.Start.Line}: {path} {fault}";

    /// <summary>What YAML does not read as text.</summary>
    [GeneratedRegex("^(|~|null|true|false|yes|no|on|off|[-+]?[0-9][0-9_]*(\\.[0-9]+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex NoText();

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]{1,9})?s$")]
    private static partial Regex Duration();
}
