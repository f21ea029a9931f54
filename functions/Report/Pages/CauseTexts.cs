using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;

namespace Isotherm.Report.Pages;

/// <summary>Why a reading was not used, why an hour shows nothing, and what became of a run: in words.</summary>
internal static class CauseTexts
{
    public static string Of(this Texts texts, RejectReason reason) => reason switch
    {
        RejectReason.NotAnObject => texts.In("no JSON object", "pas un objet JSON"),
        RejectReason.MissingCountry => texts.In("no country", "pays absent"),
        RejectReason.Foreign => texts.In("outside France", "hors de France"),
        RejectReason.MissingLatitude => texts.In("no latitude", "latitude absente"),
        RejectReason.MissingLongitude => texts.In("no longitude", "longitude absente"),
        RejectReason.MissingTemperature => texts.In("no temperature", "température absente"),
        RejectReason.NotANumber => texts.In("not a number", "pas un nombre"),
        RejectReason.OutOfRange => texts.In("out of range", "hors limites"),
        RejectReason.BadId => texts.In("bad id", "identifiant incorrect"),
        RejectReason.Superseded => texts.In(
            "superseded by a later one of the same id", "remplacé par un autre de même identifiant"),
        _ => reason.Name(),
    };

    public static string Of(this Texts texts, RunState state) => state switch
    {
        RunState.Failed => texts.In("failed", "échec"),
        RunState.Incomplete => texts.In("incomplete", "incomplet"),
        RunState.Empty => texts.In("empty", "vide"),
        RunState.Unusable => texts.In("no usable reading", "aucun relevé utilisable"),
        RunState.Complete => texts.In("complete", "complet"),
        _ => RunStateNames.Name(state),
    };

    /// <summary>A sentence; what the ledger says of a failure is added as it stands.</summary>
    public static string Of(this Texts texts, MissingHour missing) => missing.Reason switch
    {
        "never run" => texts.In(
            "No run was started for this hour.", "Aucune collecte n’a été lancée pour cette heure."),
        "failed" => texts.In(
            "Every call of the sensor API failed.", "Tous les appels à l’API des capteurs ont échoué."),
        "incomplete" => texts.In(
            "The run is not complete: parts of it are still missing.",
            "La collecte n’est pas complète : il en manque des parties."),
        "empty" => texts.In("The run brought no reading at all.", "La collecte n’a rapporté aucun relevé."),
        "no points" => texts.In(
            "None of the run’s readings could be used in a region.",
            "Aucun relevé de la collecte n’est utilisable dans une région."),
        var other => other,
    };
}
