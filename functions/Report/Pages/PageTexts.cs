using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The words of the page of temperatures.</summary>
internal sealed class PageTexts(Texts texts)
{
    public string Title => In("Mean temperature of the French regions", "Température moyenne des régions françaises");

    public string Description => In(
        "Mean temperature of each region of metropolitan France, hour by hour.",
        "Température moyenne de chaque région de France métropolitaine, heure par heure.");

    public string NothingYet => In(
        "The database shows no hour yet.", "La base de données ne montre encore aucune heure.");

    public string NothingThen => In(
        "At that moment the database showed no hour.", "À ce moment-là, la base de données ne montrait aucune heure.");

    public string NothingYetNext => In(
        "As soon as the first run is complete, its temperatures are here. "
            + "The health page says what has happened so far.",
        "Dès que la première collecte est complète, ses températures sont ici. "
            + "La page d’état dit ce qui s’est passé jusqu’ici.");

    public string NoTemperatures => In("This hour shows no temperatures.", "Cette heure ne montre aucune température.");

    public string LastRunWas => In("Last run of the hour:", "Dernière collecte de l’heure :");

    public string Navigation => In("Other hours", "Autres heures");

    public string First => In("First", "Première");

    public string Last => In("Last", "Dernière");

    public string HourUtc => In("Hour (UTC)", "Heure (UTC)");

    public string Go => In("Show", "Afficher");

    public string MethodSwitch => In("Method", "Méthode");

    public string ShownByDatabase => In("Shown by the database:", "Montré par la base :");

    public string Map => In("Map", "Carte");

    public string Table => In("Table", "Tableau");

    public string Temperature => In("Temperature", "Température");

    public string Temperature3HoursBefore => In("3 hours before", "3 heures avant");

    public string Change => In("Change", "Écart");

    public string Points => In("Points", "Points");

    public string PolygonMinusRectangle => In("Difference", "Différence");

    public string Chart => In("Over time", "Évolution");

    public string ChooseChart => In("Choose regions, span and moment", "Choisir les régions, la période et le moment");

    public string RegionsOfChart => In("Regions in the chart", "Régions du graphique");

    public string AllWhenNone => In("none ticked: all 13", "aucune cochée : les 13");

    public string From => In("From (UTC)", "De (UTC)");

    public string To => In("To (UTC)", "À (UTC)");

    public string AsOf => In("As it was shown at (UTC)", "Tel que montré le (UTC)");

    public string ChartValues => In("Values of the chart as a table", "Valeurs du graphique en tableau");

    public string Cursor => In("Hour in the chart", "Heure du graphique");

    public string NowIsBack => In("Back to what is shown now", "Revenir à ce qui est montré maintenant");

    public string Runs => In("Where the numbers come from", "D’où viennent les chiffres");

    public string NoRuns => In(
        "The ledger names no current run for this hour.",
        "Le registre ne nomme aucune collecte actuelle pour cette heure.");

    public string RunsOfPast => In(
        "A view of the past: the runs behind it are in the list of runs.",
        "Une vue du passé : les collectes correspondantes sont dans la liste des collectes.");

    public string RejectedBecause => In("Rejected, by reason", "Rejetés, par raison");

    public string NoneRejected => In("none", "aucun");

    public string Shapes => In("Shapes, rules", "Contours, règles");

    public string Program => In("Program", "Programme");

    public string Data => In("Take the data", "Prendre les données");

    public string TableData => In("This hour", "Cette heure");

    public string ChartData => In("The chart, hour by hour", "Le graphique, heure par heure");

    public string In(string english, string french) => texts.In(english, french);

    public string AsOfBanner(DateTimeOffset moment) => In(
        $"What was shown on {texts.Times.Instant(moment)}.", $"Ce qui était montré le {texts.Times.Instant(moment)}.");

    public string Steps(int hours) => In("one point: ", "un point : ") + In(
        $"lowest and highest of {hours} hours", $"minimum et maximum de {hours} heures");

    public string StepName(int hours) => Math.Abs(hours) == 1
        ? hours < 0 ? In("One hour earlier", "Une heure plus tôt") : In("One hour later", "Une heure plus tard")
        : hours < 0
            ? In($"{-hours} hours earlier", $"{-hours} heures plus tôt")
            : In($"{hours} hours later", $"{hours} heures plus tard");

    /// <summary>What the chart shows, for who does not see it.</summary>
    public string ChartSummary(ChartView chart, string lowest, string highest) => In(
        $"Line chart of {texts.Plural(chart.Series.Count, "region", "regions")} from "
            + $"{texts.Times.Short(chart.From)} to {texts.Times.Short(chart.To)}, between {lowest} and {highest}. "
            + "The values are in the table below.",
        $"Courbes de {texts.Plural(chart.Series.Count, "région", "régions")} du "
            + $"{texts.Times.Short(chart.From)} au {texts.Times.Short(chart.To)}, entre {lowest} et {highest}. "
            + "Les valeurs sont dans le tableau ci-dessous.");
}
