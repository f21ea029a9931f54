using System.Text.Json;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Report.Api;

/// <summary>A page of the ledger as JSON.</summary>
internal static class RunsBody
{
    public static byte[] Json(IEnumerable<LedgerRun> runs, string? next) => OneLineJson.Object(json =>
    {
        json.WriteString("next", next);
        json.WriteStartArray("runs");
        foreach (var run in runs) Write(json, run);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, LedgerRun run)
    {
        json.WriteStartObject();
        json.WriteString("hour", run.Key.Slot.Hour.ToString());
        json.WriteString("slot", run.Key.Slot.ToString());
        json.WriteString("run", run.Key.Run.Value);
        json.WriteString("startedAt", UtcText.ToMicroseconds(run.StartedAt));
        json.WriteString("state", run.State.Name());
        json.WriteBoolean("current", run.IsCurrent);
        json.WriteString("source", run.Source);
        json.WriteNumber("parts", run.Parts);
        json.WriteNumber("failures", run.Failures);
        json.WriteString("failureReason", run.FailureReason);
        json.WriteString("shapes", run.ShapesHash);
        json.WriteNumber("rules", run.RulesVersion);
        json.WriteString("codeVersion", run.CodeVersion);
        json.WriteString("recordedAt", UtcText.ToMicroseconds(run.RecordedAt));
        if (run.Totals is { } totals) Write(json, totals);
        else json.WriteNull("readings");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RunTotals totals)
    {
        json.WriteStartObject("readings");
        json.WriteNumber("read", totals.Read);
        json.WriteNumber("usable", totals.Usable);
        json.WriteNumber("ambiguous", totals.Ambiguous);
        json.WriteNumber("outsideRectangles", totals.OutsideRectangles);
        json.WriteNumber("outsidePolygons", totals.OutsidePolygons);
        json.WriteNumber("rejected", totals.Rejects.Total);
        json.WriteStartObject("rejects");
        foreach (var reason in RejectReasonNames.All) json.WriteNumber(reason.Name(), totals.Rejects[reason]);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
