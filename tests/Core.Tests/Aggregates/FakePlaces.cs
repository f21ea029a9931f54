using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tests.Aggregates;

/// <summary>A map on which the latitude says the place: any combination of what the two methods may answer.</summary>
internal static class FakePlaces
{
    private const int Regions = 20_000;
    private const int Matches = 10;

    public static double Latitude(int rectangle, int polygon, int rectangles) =>
        ((((rectangle + 1L) * Regions) + polygon + 1) * Matches) + rectangles;

    public static PointPlace Locate(double latitude, double _)
    {
        var number = (long)latitude;
        return new PointPlace(
            (int)(number / Matches / Regions) - 1, (int)(number / Matches % Regions) - 1, (int)(number % Matches));
    }
}
