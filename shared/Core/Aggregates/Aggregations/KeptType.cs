namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>What a column of an aggregation holds; each database has one type for each.</summary>
public enum KeptType
{
    /// <summary>An integer of at most 64 bits.</summary>
    Whole,

    /// <summary>A name or a code.</summary>
    Text,

    /// <summary>A decimal number, of which every digit is kept: at most 38 of them.</summary>
    Exact,

    /// <summary>A decimal number to be read, of at most 15 digits.</summary>
    Number,

    /// <summary>Bytes that only the aggregation itself can read.</summary>
    Bytes,
}
