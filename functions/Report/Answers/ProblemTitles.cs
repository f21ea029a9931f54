using Isotherm.Report.Views;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Answers;

/// <summary>What each status means here, in a few words that never change.</summary>
internal static class ProblemTitles
{
    public static string Of(int status, Language language) =>
        language == Language.French ? French(status) : English(status);

    public static string English(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The question cannot be answered as it is",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Read only",
        StatusCodes.Status406NotAcceptable => "Not in that form",
        StatusCodes.Status503ServiceUnavailable => "Not available just now",
        _ => "Unexpected failure",
    };

    private static string French(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "La question est mal posée",
        StatusCodes.Status404NotFound => "Introuvable",
        StatusCodes.Status405MethodNotAllowed => "Lecture seule",
        StatusCodes.Status406NotAcceptable => "Pas sous cette forme",
        StatusCodes.Status503ServiceUnavailable => "Indisponible pour le moment",
        _ => "Erreur inattendue",
    };
}
