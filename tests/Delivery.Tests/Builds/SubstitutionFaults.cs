using System.Text.RegularExpressions;

namespace Isotherm.Delivery.Tests.Builds;

/// <summary>
/// Substitutions that are used and not there, or there and not used, and dollar signs that Cloud Build would take for
/// one. Stricter than ALLOW_LOOSE, on purpose: that option is there for what only the environment uses.
/// </summary>
internal static partial class SubstitutionFaults
{
    /// <param name="build">The build.</param>
    /// <param name="scripts">What its steps run: substitutions that are in the environment are used there.</param>
    public static IEnumerable<string> Of(BuildDocument build, string scripts)
    {
        var declared = build.Substitutions;
        var used = new HashSet<string>();
        var values = build.Root.Children
            .Where(pair => BuildDocument.TextOf(pair.Key) != "substitutions")
            .SelectMany(pair => BuildDocument.Values(pair.Value));
        foreach (var value in values)
        {
            foreach (Match found in Dollar().Matches(value.Value ?? ""))
            {
                var name = found.Groups["name"].Value;
                if (found.Value == "$$") continue;
                used.Add(name);
                if (name.Length == 0)
                    yield return $"line {value.Start.Line}: {value.Value}: a $ of the shell must be $$";
                else if (!declared.ContainsKey(name) && !BuildSchema.BuiltIn.Contains(name))
                    yield return $"line {value.Start.Line}: {name} is neither declared nor built in";
            }
        }

        var isMapped = BuildDocument.NodeOf(build.Root, "options") is { } options
            && BuildDocument.TextOf(options, "automapSubstitutions") == "true";
        foreach (var name in declared.Keys)
        {
            if (!Own().IsMatch(name)) yield return $"the substitution {name} must begin with _ and be in capitals";
            var isRead = isMapped && Regex.IsMatch(scripts, $@"\$\{{?{Regex.Escape(name)}\b");
            if (!used.Contains(name) && !isRead) yield return $"the substitution {name} is declared and used nowhere";
        }
    }

    [GeneratedRegex(@"\$\$|\$\{(?<name>_?[A-Z][A-Z0-9_]*)\}|\$(?<name>_?[A-Z][A-Z0-9_]*)|\$")]
    private static partial Regex Dollar();

    [GeneratedRegex("^_[A-Z0-9_]{1,99}$")]
    private static partial Regex Own();
}
