namespace Isotherm.Delivery.Tests.Builds;

/// <summary>What a field of a build may hold.</summary>
internal enum FieldForm
{
    Text,
    Flag,
    Number,
    Duration,
    Choice,
    Texts,
    Numbers,
    Choices,
    Map,
    Object,
    Objects,
}
