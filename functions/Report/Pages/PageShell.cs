using System.Security.Cryptography;
using System.Text;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>What every page has around its content: head, header, footer.</summary>
/// <param name="texts">The words in the page's language.</param>
/// <param name="frame">Where the page will be looked at.</param>
internal sealed class PageShell(Texts texts, PageFrame frame)
{
    public const string HealthPath = "/health";

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>The address of the same page in a language; null: there is no switch.</summary>
    public Func<Language, string>? InLanguage { get; init; }

    /// <summary>Whether this is the health page, the page of temperatures, or neither (null).</summary>
    public bool? IsHealth { get; init; }

    public string Render(Action<HtmlWriter> content)
    {
        var html = new HtmlWriter();
        html.Trusted("<!DOCTYPE html>\n").Open("html", ("lang", texts.Code));
        WriteHead(html);
        html.Open("body");
        html.Element("a", texts.SkipToContent, ("class", "skip"), ("href", "#content"));
        WriteHeader(html);
        html.Open("main", ("id", "content"), ("tabindex", "-1"));
        content(html);
        html.Close().Open("footer");
        html.Element("p", texts.UtcNote).Element("p", texts.Attribution);
        html.Close().Close().Close();
        return html.ToString();
    }

    private void WriteHead(HtmlWriter html)
    {
        html.Open("head").Empty("meta", ("charset", "utf-8"));
        var style = frame == PageFrame.File ? PageAssets.Text("page.css") : "";
        if (frame == PageFrame.File)
        {
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            html.Empty("meta", ("http-equiv", "Content-Security-Policy"),
                ("content", $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
        }

        html.Element("title", $"{Title} · Isotherm");
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "description"), ("content", Description));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        if (frame == PageFrame.File)
        {
            html.Open("style").Trusted(style).Close().Close();
            return;
        }

        html.Empty("link", ("rel", "icon"), ("href", PageAssets.AddressOf("icon.svg")), ("type", "image/svg+xml"));
        html.Empty("link", ("rel", "stylesheet"), ("href", PageAssets.AddressOf("page.css")));
        html.Open("script", ("src", PageAssets.AddressOf("page.js")), ("defer", "")).Close().Close();
    }

    private void WriteHeader(HtmlWriter html)
    {
        html.Open("header", ("class", "top")).Open("p", ("class", "brand"));
        html.Open("svg", ("viewBox", "0 0 24 24"), ("width", "24"), ("height", "24"), ("aria-hidden", "true"));
        html.Empty("path", ("d", "M2 8c4-5 8-5 10-2s6 3 10-1M2 14c4-5 8-5 10-2s6 3 10-1M2 20c4-5 8-5 10-2s6 3 10-1"));
        html.Close().Text("Isotherm").Close();
        if (frame == PageFrame.Served)
        {
            html.Open("nav", ("aria-label", texts.Pages));
            WriteLink(html, PageAddress.Of(Kept), texts.Temperatures, IsHealth == false);
            WriteLink(html, PageAddress.Of(HealthPath, Kept), texts.Health, IsHealth == true);
            html.Close();
            if (InLanguage is not null) WriteLanguages(html, InLanguage);
        }

        html.Close();
    }

    private PageQuery Kept => new() { Language = texts.Language };

    private static void WriteLink(HtmlWriter html, string address, string text, bool isCurrent) =>
        html.Element("a", text, ("href", address), ("aria-current", isCurrent ? "page" : null));

    private void WriteLanguages(HtmlWriter html, Func<Language, string> address)
    {
        html.Open("nav", ("class", "languages"), ("aria-label", texts.LanguageSwitch));
        foreach (var (language, name) in new[] { (Language.English, "English"), (Language.French, "Français") })
        {
            var code = PageAddress.Code(language);
            html.Element("a", name, ("href", address(language)), ("lang", code), ("hreflang", code),
                ("aria-current", language == texts.Language ? "true" : null));
        }

        html.Close();
    }
}
