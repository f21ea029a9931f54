namespace Isotherm.Core.Tests;

/// <summary>Small damage to bytes that were good.</summary>
internal static class Mutation
{
    /// <summary>One byte exchanged, put in, or taken out together with all that follow.</summary>
    public static byte[] Of(byte[] bytes, int at, byte letter, int how)
    {
        at %= bytes.Length;
        return how switch
        {
            0 => [.. bytes[..at], letter, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], letter, .. bytes[at..]],
            _ => bytes[..at],
        };
    }
}
