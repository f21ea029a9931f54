namespace Isotherm.Core.Readings;

/// <summary>Keeps readings until it is known whether they count, and from which position on.</summary>
public interface IReadingBatch : IReadingSink
{
    /// <summary>Forgets them all.</summary>
    void Clear();
}
