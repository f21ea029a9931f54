namespace Isotherm.House.Tests;

/// <summary>The pages hold together: every link leads somewhere, every diagram can be read.</summary>
public sealed class PageRules
{
    private static readonly string[] All = [.. Repository.Files(".md")];

    [Fact]
    public void A_link_to_a_section_leads_to_a_heading() => Rule.HasNoFault(All.SelectMany(
        page => AnchorFaults(page, new MarkdownPage(Repository.Read(page)).Links, PageText)));

    [Fact]
    public void A_section_that_is_not_there_is_a_fault()
    {
        const string Other =
            "# One\n\n## A `word`, and a (second)!\n\n## Again\n\n## Again\n\n```\n# no heading\n```\n";
        var links = new MarkdownPage(
            "[a](other.md#a-word-and-a-second) [b](other.md#again-1) [c](#here)\n# Here\n`[d](other.md#in-code)`\n"
            + "[e](other.md#no-heading) [f](#there) [g](https://example/#anything)").Links;

        Assert.Equal(
            [
                "docs/page.md links to other.md#no-heading, which is no heading.",
                "docs/page.md links to #there, which is no heading.",
            ],
            AnchorFaults("docs/page.md", links, path => path == "docs/other.md" ? Other : "# Here\n"));
    }

    [Fact]
    public void A_diagram_can_be_read() => Rule.HasNoFault(
        from page in All
        from diagram in new MarkdownPage(Repository.Read(page)).Blocks("mermaid")
        from fault in Mermaid.Faults(diagram)
        select $"{page}, the diagram with '{string.Join(" ", diagram.Take(2))}': {fault}.");

    [Theory]
    [InlineData("pie\n a : 1", "no kind")]
    [InlineData("flowchart LR", "draws nothing")]
    [InlineData("flowchart LR\n a[b --> c", "not closed")]
    [InlineData("flowchart LR\n a[b) --> c", "closes nothing")]
    [InlineData("flowchart LR\n a --> c]", "closes nothing")]
    [InlineData("flowchart LR\n subgraph s\n a --> b", "'end' are missing")]
    [InlineData("sequenceDiagram\n A->>B: x\n end", "ends nothing")]
    [InlineData("sequenceDiagram\n alt one\n A->>B: x", "'end' are missing")]
    [InlineData("sequenceDiagram\n activate A\n A->>B: x", "not deactivated")]
    [InlineData("erDiagram\n a {\n int b\n a ||--o{ c : d", "not closed")]
    public void A_diagram_that_cannot_be_read_is_a_fault(string diagram, string why) =>
        Assert.Contains(why, Assert.Single(Mermaid.Faults(diagram.Split('\n'))), StringComparison.Ordinal);

    [Theory]
    [InlineData("flowchart LR\n subgraph \"s (1)\"\n a([x]) --> b[(y)]\n c{{z}} --> d[/w/]\n end")]
    [InlineData("sequenceDiagram\n participant A\n activate A\n A->>B: f(x\n deactivate A\n opt x\n B-->>A: y\n end")]
    [InlineData("erDiagram\n a {\n int b PK \"of (it\"\n }\n a ||--o{ c : d\n a ||--|{ e : f")]
    [InlineData("stateDiagram-v2\n [*] --> a : b")]
    public void A_good_diagram_has_no_fault(string diagram) => Assert.Empty(Mermaid.Faults(diagram.Split('\n')));

    /// <summary>Of a page that is not there, nothing: that is the fault of another rule.</summary>
    private static string PageText(string path) => All.Contains(path) ? Repository.Read(path) : "";

    private static IEnumerable<string> AnchorFaults(
        string page, IEnumerable<string> links, Func<string, string> read) =>
        from link in links
        where !link.Contains("://", StringComparison.Ordinal)
        let parts = link.Split('#')
        where parts.Length == 2 && (parts[0].Length == 0 || parts[0].EndsWith(".md", StringComparison.Ordinal))
        let target = parts[0].Length == 0 ? page : Beside(page, parts[0])
        where !new MarkdownPage(read(target)).Anchors.Contains(parts[1])
        select $"{page} links to {link}, which is no heading.";

    private static string Beside(string page, string target) =>
        Path.GetRelativePath(
            Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target)).Replace('\\', '/');
}
