namespace Isotherm.Report.Answers;

/// <summary>The content types of answers.</summary>
internal static class ContentTypes
{
    public const string Html = "text/html; charset=utf-8";
    public const string Svg = "image/svg+xml; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";
    public const string Csv = "text/csv; charset=utf-8; header=present";
    public const string GeoJson = "application/geo+json";
    public const string OpenApi = "application/json; charset=utf-8";
    public const string Problem = "application/problem+json";
}
