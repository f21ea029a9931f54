using System.Text;

namespace Isotherm.Benchmarks.Starts;

/// <summary>A message as Pub/Sub pushes it.</summary>
internal static class PushRequest
{
    public static HttpRequestMessage Of(string message)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(message));
        var envelope = $$$"""{"message":{"data":"{{{data}}}","messageId":"1"},"subscription":"s"}""";
        return new(HttpMethod.Post, "") { Content = new StringContent(envelope, Encoding.UTF8, "application/json") };
    }
}
