using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Cli.Reports;

/// <summary>The options of <c>isotherm report</c>.</summary>
internal sealed class ReportCommandOptions
{
    private const string Shown = "shown";

    private readonly Option<string?> _from = new("--from") { Description = "The first hour.", HelpName = "HOUR" };

    private readonly Option<string?> _to =
        new("--to") { Description = "The last hour, itself included.", HelpName = "HOUR" };

    private readonly Option<string?> _region =
        new("--region") { Description = "One region only.", HelpName = "CODE|NAME" };

    private readonly Option<string?> _asOf =
        new("--as-of") { Description = "What was shown at a moment.", HelpName = "TIME" };

    private readonly Option<string> _format = ChoiceOption.Create(
        "--format", "How it is written.", "table", "json", "csv", "html", "svg", "png");

    private readonly Option<string?> _hour =
        new("--hour") { Description = "The hour of page and map.", HelpName = "HOUR" };

    private readonly Option<string> _method = ChoiceOption.Create(
        "--method", "The method of page and map.", [Shown, .. Enum.GetValues<ViewMethod>().Select(PageAddress.Name)]);

    private readonly Option<string> _language = ChoiceOption.Create(
        "--lang", "The language of page and map.", [.. Enum.GetValues<Language>().Select(PageAddress.Code)]);

    public Option<string?> Output { get; } =
        new("--output") { Description = "Write this file, not standard output.", HelpName = "FILE" };

    public Option<string?> Database { get; } = Locations.DatabaseOption();

    public IReadOnlyList<Option> All =>
        [_from, _to, _region, _asOf, _format, _hour, _method, _language, Output, Database];

    public Answer<ReportRequest> Read(ParseResult parsed)
    {
        var filter = ReportRange.Filter(
            parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_region), parsed.GetValue(_asOf));
        if (!filter.Is(out var wanted, out var mistake)) return mistake;
        var hour = default(Hour);
        if (parsed.GetValue(_hour) is { } written && !WrittenHour.TryParseMeasured(written, isLast: false, out hour))
            return $"--hour is '{written}': write an hour as 2019-02-19T14, in UTC.";
        var request = new ReportRequest(
            wanted,
            parsed.GetRequiredValue(_format),
            parsed.GetValue(_hour) is null ? null : hour,
            MethodOf(parsed.GetRequiredValue(_method)),
            parsed.GetRequiredValue(_language) == PageAddress.Code(Language.French)
                ? Language.French : Language.English);
        var only = new Option[] { _hour, _method, _language }
            .FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        return request.IsPage || only is null
            ? request
            : $"{only.Name} is for --format html, svg and png; {request.Format} shows what region_temperature holds.";
    }

    private static ViewMethod? MethodOf(string word)
    {
        foreach (var method in Enum.GetValues<ViewMethod>())
        {
            if (PageAddress.Name(method) == word) return method;
        }

        return null;
    }
}
