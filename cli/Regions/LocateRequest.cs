namespace Isotherm.Cli.Regions;

/// <summary>What <c>isotherm locate</c> is asked for, as written.</summary>
internal sealed record LocateRequest(
    string? Latitude,
    string? Longitude,
    string? File,
    string? Output,
    string? RegionsFile,
    bool IsFormatGiven,
    string Format)
{
    /// <summary>What is wrong with the combination, or null.</summary>
    public string? Mistake
    {
        get
        {
            if (File is not null)
            {
                if (Latitude is not null) return "Give a point (LAT LON) or --file, not both.";
                return IsFormatGiven ? "--format is for one point; a file is answered as CSV." : null;
            }

            if (Longitude is null || Latitude is null) return "Give a point as LAT LON, or --file POINTS.csv.";
            if (Output is not null) return "--output goes with --file.";
            return Coordinates.Refusal("LAT", Latitude, Coordinates.MaxLatitude)
                ?? Coordinates.Refusal("LON", Longitude, Coordinates.MaxLongitude);
        }
    }
}
