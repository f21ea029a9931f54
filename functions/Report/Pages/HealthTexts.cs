using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The words of the health page.</summary>
internal sealed class HealthTexts(Texts texts)
{
    public string Title => In("Health of the pipeline", "État de la chaîne de collecte");

    public string Description => In(
        "Freshness, last run, readings by outcome, missing hours and dead letters.",
        "Fraîcheur, dernière collecte, relevés par résultat, heures manquantes et lettres mortes.");

    public string Fresh => In("Fresh", "À jour");

    public string Late => In("Late", "En retard");

    public string NothingShown => In("Nothing is shown yet.", "Rien n’est encore montré.");

    public string Figures => In("Figures", "Chiffres");

    public string LastShown => In("Last hour shown", "Dernière heure montrée");

    public string Age => In("Since its start", "Depuis son début");

    public string Objective => In("Objective", "Objectif");

    public string LastRun => In("Last run of these days", "Dernière collecte de ces jours");

    public string DeadLetters => In("Dead letters", "Lettres mortes");

    public string NotKnownHere => In("not known to this service", "inconnu de ce service");

    public string MissingHours => In("Missing hours", "Heures manquantes");

    public string AmbiguousShare => In("In two or more rectangles", "Dans plusieurs rectangles");

    public string Outcomes => In("Readings by outcome", "Relevés par résultat");

    public string Outcome => In("Outcome", "Résultat");

    public string Count => In("Readings", "Relevés");

    public string Share => In("Share", "Part");

    public string NoMissing => In("No hour is missing.", "Aucune heure ne manque.");

    public string Cause => In("Cause", "Cause");

    public string Failures => In("Failed calls", "Appels échoués");

    public string Runs => In("Runs", "Collectes");

    public string NoRuns => In("No run was started.", "Aucune collecte n’a été lancée.");

    public string Current => In("shown", "montrée");

    public string In(string english, string french) => texts.In(english, french);

    public string Span(HealthView view) => In(
        $"{texts.Times.Short(view.From)} to {texts.Times.Short(view.To)}",
        $"{texts.Times.Short(view.From)} au {texts.Times.Short(view.To)}");

    public string Verdict(HealthView view) => view.Age is { } age
        ? In($"the last hour shown began {texts.Times.Duration(age)} ago; the objective is {Objected(view)}.",
            $"la dernière heure montrée a commencé il y a {texts.Times.Duration(age)} ; "
                + $"l’objectif est {Objected(view)}.")
        : NothingShown;

    private string Objected(HealthView view) => texts.Times.Duration(view.FreshnessObjective);
}
