using System.Xml.Linq;

namespace Isotherm.House.Tests;

/// <summary>The build rules stay on, for every project.</summary>
public sealed class BuildRules
{
    [Fact]
    public void A_project_takes_versions_and_rules_from_the_top_and_has_a_lock_file() =>
        Rule.HasNoFault(Repository.Files(".csproj").SelectMany(Faults));

    [Theory]
    [InlineData("Nullable", "enable")]
    [InlineData("TreatWarningsAsErrors", "true")]
    [InlineData("AnalysisLevel", "latest-all")]
    [InlineData("EnforceCodeStyleInBuild", "true")]
    [InlineData("RestorePackagesWithLockFile", "true")]
    [InlineData("NuGetAudit", "true")]
    [InlineData("NuGetAuditMode", "all")]
    [InlineData("NuGetAuditLevel", "low")]
    public void A_house_rule_is_on(string property, string value)
    {
        var props = XDocument.Parse(Repository.Read("Directory.Build.props"));

        Assert.Equal(value, props.Descendants(property).Single().Value);
    }

    [Fact]
    public void No_warning_of_the_audit_is_silenced()
    {
        foreach (var file in Repository.Files(".props").Concat(Repository.Files(".csproj")))
        {
            Assert.DoesNotContain("NU19", Repository.Read(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_exception_to_the_analyzers_has_a_reason_above_it()
    {
        var lines = Repository.Lines(".globalconfig");
        for (var i = 1; i < lines.Length; i++)
        {
            var silences = lines[i].StartsWith("dotnet_diagnostic.", StringComparison.Ordinal);
            if (!silences) continue;
            var above = lines[i - 1];
            Assert.True(
                above.StartsWith('#') || above.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal),
                $".globalconfig:{i + 1} silences a rule without a reason.");
        }
    }

    private static IEnumerable<string> Faults(string project)
    {
        var document = XDocument.Parse(Repository.Read(project));
        if (document.Descendants("PackageReference").Any(item => item.Attribute("Version") is not null))
        {
            yield return $"{project} names a package version; versions stand in Directory.Packages.props.";
        }

        foreach (var rule in new[] { "NoWarn", "TreatWarningsAsErrors", "AnalysisLevel", "Nullable" })
        {
            if (document.Descendants(rule).Any()) yield return $"{project} sets {rule} for itself.";
        }

        var lockFile = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json");
        if (!File.Exists(lockFile)) yield return $"{project} has no packages.lock.json.";
        if (!Repository.Read("Isotherm.slnx").Contains(project, StringComparison.Ordinal))
        {
            yield return $"{project} is not in Isotherm.slnx.";
        }
    }
}
