using System.Xml.Linq;

namespace Isotherm.House.Tests;

/// <summary>Dependencies point one way: cli -> functions -> adapters, hosting -> core.</summary>
public sealed class Arrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["shared/Core"] = [],
        ["shared/Adapters"] = ["shared/Core"],
        ["shared/Hosting"] = ["shared/Core"],
        ["functions"] = ["shared/Core", "shared/Adapters", "shared/Hosting"],
        ["cli"] = ["shared/Core", "shared/Adapters", "shared/Hosting", "functions"],
        ["data"] = ["shared/Core"],
    };

    [Fact]
    public void A_project_refers_only_to_the_rooms_behind_it() =>
        Rule.HasNoFault(
            from project in Repository.Files(".csproj")
            where !project.StartsWith("tests/", StringComparison.Ordinal)
            from reference in References(project, "ProjectReference")
            let target = RoomOf(Resolve(project, reference))
            where !Allowed[RoomOf(project)].Contains(target)
            select $"{project} refers to {target}.");

    [Fact]
    public void Core_depends_on_NetTopologySuite_and_on_nothing_else()
    {
        const string core = "shared/Core/Isotherm.Core.csproj";
        Assert.Equal(["NetTopologySuite"], References(core, "PackageReference"));
        Assert.Empty(References(core, "FrameworkReference"));
    }

    [Fact]
    public void The_core_assembly_refers_to_no_network_no_database_and_no_logger()
    {
        var referenced = typeof(Core.Runs.Hour).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToArray();

        Assert.NotEmpty(referenced);
        Assert.DoesNotContain(referenced, name => name.StartsWith("System.Net", StringComparison.Ordinal));
        Assert.DoesNotContain(referenced, name => name.StartsWith("System.Data", StringComparison.Ordinal));
        Assert.DoesNotContain(referenced, name => name.StartsWith("Microsoft.", StringComparison.Ordinal));
        Assert.DoesNotContain("System.Console", referenced);
    }

    private static string RoomOf(string project) =>
        Allowed.Keys.Single(room => project.StartsWith(room + "/", StringComparison.Ordinal));

    private static string[] References(string project, string kind) =>
        [.. XDocument.Parse(Repository.Read(project)).Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value)];

    private static string Resolve(string project, string reference)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, project))!;
        var path = Path.GetFullPath(Path.Combine(folder, reference));
        return Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
    }
}
