using Microsoft.Playwright;

namespace Isotherm.Browser.Tests;

/// <summary>How a page is looked at.</summary>
/// <param name="Device"><c>phone</c> or <c>desktop</c>.</param>
/// <param name="Scheme"><c>light</c> or <c>dark</c>.</param>
/// <param name="Script">Whether JavaScript is on.</param>
public sealed record Look(string Device, string Scheme, bool Script)
{
    /// <summary>Every combination.</summary>
    public static TheoryData<string, string, bool> All
    {
        get
        {
            var all = new TheoryData<string, string, bool>();
            foreach (var device in (string[])["phone", "desktop"])
            {
                foreach (var scheme in (string[])["light", "dark"])
                {
                    all.Add(device, scheme, true);
                    all.Add(device, scheme, false);
                }
            }

            return all;
        }
    }

    /// <summary>The size of the window in CSS pixels.</summary>
    public ViewportSize Window => Device == "phone"
        ? new ViewportSize { Width = 360, Height = 740 }
        : new ViewportSize { Width = 1280, Height = 800 };

    public BrowserNewContextOptions Options => new()
    {
        ViewportSize = Window,
        ColorScheme = Scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        JavaScriptEnabled = Script,
        DeviceScaleFactor = Device == "phone" ? 2 : 1,
        HasTouch = Device == "phone",
        Locale = "en-GB",
        TimezoneId = "Europe/Paris",
    };

    public override string ToString() => $"{Device}-{Scheme}{(Script ? "" : "-no-script")}";
}
