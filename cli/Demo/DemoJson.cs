using System.Text.Json.Serialization;

namespace Isotherm.Cli.Demo;

/// <summary>JSON of the demo, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DemoMarker))]
[JsonSerializable(typeof(FetchAnswer))]
internal sealed partial class DemoJson : JsonSerializerContext;
