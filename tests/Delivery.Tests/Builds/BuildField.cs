namespace Isotherm.Delivery.Tests.Builds;

/// <summary>A documented field.</summary>
/// <param name="Form">What it holds.</param>
/// <param name="Values">The values that there are, of a choice.</param>
/// <param name="Fields">The fields of an object.</param>
internal sealed record BuildField(
    FieldForm Form,
    IReadOnlyList<string>? Values = null,
    IReadOnlyDictionary<string, BuildField>? Fields = null);
