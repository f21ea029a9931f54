using System.Text;
using System.Text.Json;
using Isotherm.Hosting.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.Logs;

/// <summary>What the tests of the JSON log share: a log into memory.</summary>
public abstract class JsonLogTest : IAsyncDisposable
{
    private readonly MemoryStream _output = new();
    private readonly JsonLog _log;

    protected JsonLogTest()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2019, 2, 19, 15, 0, 7, 123, 456, TimeSpan.FromHours(1)));
        _log = new JsonLog(_output, Project, Clock);
        Log = _log.CreateLogger("Isotherm.Fetch.Function");
    }

    protected virtual string? Project => "my-project";

    protected FakeTimeProvider Clock { get; }

    protected ILogger Log { get; }

    /// <summary>Everything written, as bytes.</summary>
    protected byte[] Written() => _output.ToArray();

    public async ValueTask DisposeAsync()
    {
        _log.Dispose();
        await _output.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Every line, each of which must be an object and end in a line end.</summary>
    protected IReadOnlyList<JsonElement> Lines()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var text = strict.GetString(Written());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text[..^1].Split('\n').Select(line => JsonDocument.Parse(line, NoDuplicates).RootElement)];
    }

    protected JsonElement TheLine() => Assert.Single(Lines());

    private static JsonDocumentOptions NoDuplicates => new() { AllowDuplicateProperties = false };
}
