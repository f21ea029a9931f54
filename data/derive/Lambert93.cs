namespace Isotherm.Derive;

/// <summary>
/// Lambert-93, the projection of official maps of France: a conformal conic with two standard parallels on the
/// ellipsoid GRS 80. The formulas are 14-15 and 15-7 to 15-11 of J. P. Snyder, "Map Projections: A Working Manual",
/// U.S. Geological Survey Professional Paper 1395, 1987; the constants are those of EPSG:2154.
/// </summary>
public static class Lambert93
{
    private const double SemiMajorAxis = 6_378_137;
    private const double Flattening = 1 / 298.257222101;
    private const double FalseEasting = 700_000;
    private const double FalseNorthing = 6_600_000;
    private const double CentralMeridian = 3;
    private const double Origin = 46.5;
    private const double South = 44;
    private const double North = 49;

    private static readonly double Eccentricity = Math.Sqrt(Flattening * (2 - Flattening));

    /// <summary>n: how many degrees of the cone a degree of longitude is.</summary>
    public static double ConeConstant { get; } =
        (Math.Log(Scale(South)) - Math.Log(Scale(North))) / (Math.Log(Conformal(South)) - Math.Log(Conformal(North)));

    /// <summary>aF: the radius of the parallel where the conformal term is 1, in metres.</summary>
    public static double Radius { get; } =
        SemiMajorAxis * Scale(South) / (ConeConstant * Math.Pow(Conformal(South), ConeConstant));

    /// <summary>Easting and northing in metres of a point in degrees.</summary>
    public static (double East, double North) Project(double latitude, double longitude)
    {
        var radius = RadiusAt(latitude);
        var angle = ConeConstant * double.DegreesToRadians(longitude - CentralMeridian);
        return (FalseEasting + (radius * Math.Sin(angle)),
            FalseNorthing + RadiusAt(Origin) - (radius * Math.Cos(angle)));
    }

    private static double RadiusAt(double latitude) => Radius * Math.Pow(Conformal(latitude), ConeConstant);

    /// <summary>m of formula 14-15.</summary>
    private static double Scale(double latitude)
    {
        var sine = Math.Sin(double.DegreesToRadians(latitude));
        return Math.Cos(double.DegreesToRadians(latitude)) / Math.Sqrt(1 - Math.Pow(Eccentricity * sine, 2));
    }

    /// <summary>t of formula 15-9.</summary>
    private static double Conformal(double latitude)
    {
        var angle = double.DegreesToRadians(latitude);
        var sine = Eccentricity * Math.Sin(angle);
        return Math.Tan((Math.PI / 4) - (angle / 2)) / Math.Pow((1 - sine) / (1 + sine), Eccentricity / 2);
    }
}
