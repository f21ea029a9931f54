namespace Isotherm.Cli.Simulation;

/// <summary>Towns far enough from any border of a region that the sensors around them lie in the same region.</summary>
internal static class SimulatedPlaces
{
    public const string France = "France";

    /// <summary>Towns of the twelve regions of the mainland, region by region.</summary>
    public static readonly IReadOnlyList<SimulatedPlace> Mainland =
    [
        new(48.8566, 2.3522), new(48.8049, 2.1204), new(48.9601, 2.8788), new(48.5421, 2.6554), // Île-de-France
        new(47.9029, 1.9093), new(47.3941, 0.6848), new(47.0810, 2.3988), new(46.8100, 1.6910), // Centre-Val de Loire
        new(47.3220, 5.0415), new(47.2378, 6.0241), new(47.7982, 3.5738), new(47.6196, 6.1543), // Bourgogne-Franche-Comté
        new(49.4432, 1.0999), new(49.0270, 1.1508), new(48.7447, -0.0208), new(49.1157, -1.0907), // Normandie
        new(50.2910, 2.7775), new(49.8941, 2.2958), new(49.5641, 3.6199), new(49.4295, 2.0807), // Hauts-de-France
        new(48.6921, 6.1844), new(49.1193, 6.1757), new(49.2583, 4.0317), new(48.2973, 4.0744), // Grand Est
        new(47.2184, -1.5536), new(47.4784, -0.5632), new(48.0061, 0.1996), new(46.6705, -1.4269), // Pays de la Loire
        new(48.1173, -1.6778), new(48.1778, -2.7533), new(48.0694, -2.9628), new(48.5609, -3.1506), // Bretagne
        new(44.8378, -0.5792), new(45.8336, 1.2611), new(46.5802, 0.3404), new(45.1847, 0.7213), // Nouvelle-Aquitaine
        new(43.6047, 1.4442), new(43.9289, 2.1464), new(44.3526, 2.5734), new(44.4475, 1.4406), // Occitanie
        new(45.7640, 4.8357), new(45.7772, 3.0870), new(45.1885, 5.7245), new(45.4397, 4.3872), // Auvergne-Rhône-Alpes
        new(43.5297, 5.4474), new(44.5594, 6.0786), new(44.0925, 6.2356), new(43.5366, 6.4646), // Provence-Alpes-Côte d'Azur
    ];

    /// <summary>Towns of Corse, where the sensors send only sometimes.</summary>
    public static readonly IReadOnlyList<SimulatedPlace> Corse = [new(42.3063, 9.1509), new(41.6820, 9.0745)];

    /// <summary>Towns of neighbours; some lie in the rectangle of a French region.</summary>
    public static readonly IReadOnlyList<SimulatedPlace> Foreign =
    [
        new(52.5200, 13.4050, "Germany"), new(50.9375, 6.9603, "Germany"), new(48.7758, 9.1829, "Germany"),
        new(50.8503, 4.3517, "Belgium"), new(50.4674, 4.8720, "Belgium"), new(49.6116, 6.1319, "Luxembourg"),
        new(46.9480, 7.4474, "Switzerland"), new(45.0703, 7.6869, "Italy"), new(41.6488, -0.8891, "Spain"),
        new(51.5074, -0.1278, "United Kingdom"),
    ];
}
