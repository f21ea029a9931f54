using System.Text;
using System.Text.Json;
using Isotherm.Core.Failures;
using Isotherm.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>
/// The services at their addresses, and the API that makes tokens, on loopback: what calls them is the real curl.
/// </summary>
internal sealed class ServiceServer : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Callers = new()
    {
        [Cloud.Fetch] = Token(Cloud.SchedulerAccount, Cloud.FetchAudience),
        [Cloud.Aggregate] = Token(Cloud.PushAccount, Cloud.PushAudience),
        [Cloud.Report] = Token(Cloud.OperatorAccount, Cloud.ReportAudience),
    };

    private readonly WebApplication _app;
    private readonly Cloud _cloud;
    private readonly Faults _faults;
    private int _pushes;

    private ServiceServer(Cloud cloud, Faults faults)
    {
        _cloud = cloud;
        _faults = faults;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Ends in a slash.</summary>
    public string Address => _app.Urls.Single() + "/";

    public static async Task<ServiceServer> StartAsync(Cloud cloud, Faults faults)
    {
        var server = new ServiceServer(cloud, faults);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        (int Status, string Text) answer;
        try
        {
            var what = $"{http.Request.Method} {http.Request.Path}";
            answer = _faults.Around("http", what, () => Answer(http.Request, body));
        }
        catch (TransientException e)
        {
            answer = (503, e.Message);
        }

        http.Response.StatusCode = answer.Status;
        if (answer.Status != 204) await http.Response.WriteAsync(answer.Text);
    }

    private (int Status, string Text) Answer(HttpRequest request, string body)
    {
        var bearer = request.Headers.Authorization.ToString();
        var path = request.Path.Value!.Trim('/').Split('/');
        if (path[0] == "iam") return IdentityToken(path[^1], bearer, body);
        if (!_cloud.Services.TryGetValue(path[0], out var service)) return (404, "no such service");
        if (bearer != "Bearer " + Callers[service.Name]) return (403, "this caller may not");
        var revision = path.Length > 1 ? service.Tagged(path[1]) : service.Serving.Keys.Single();
        if (revision is null) return (404, "no such tag");
        if (request.Method == "GET") return Get(service.Name, revision, string.Join('/', path.Skip(2)));
        return service.Name == Cloud.Fetch ? Fetch(body) : Push(revision, body);
    }

    /// <summary>Report is alive only when it has asked the tables.</summary>
    private (int Status, string Text) Get(string service, string revision, string path)
    {
        var isHealth = service == Cloud.Report && path == "health";
        if (service == Cloud.Report && !isHealth && path != "api/v1/openapi.json") return (404, "no such page");
        var status = service == Cloud.Report && _cloud.Behaviour.IsBehindProxy ? 302
            : _cloud.Real?.Send(service, "GET", "", path)
            ?? (isHealth ? _cloud.Behaviour.Health : _cloud.Behaviour.SignOfLife);
        if (status == 200 && (isHealth || service != Cloud.Report)) _cloud.Alive.Add(revision);
        return (status, "");
    }

    private (int Status, string Text) IdentityToken(string account, string bearer, string body)
    {
        if (bearer != $"Bearer {Cloud.Canary}-access") return (401, "who is this?");
        if (_cloud.Behaviour.IdentityToken != 200) return (_cloud.Behaviour.IdentityToken, "it may not");
        using var request = JsonDocument.Parse(body);
        var audience = request.RootElement.GetProperty("audience").GetString()!;
        if (!request.RootElement.GetProperty("includeEmail").GetBoolean()) return (400, "without an address");
        var email = account[..account.IndexOf(":generateIdToken", StringComparison.Ordinal)];
        return (200, JsonSerializer.Serialize(new { token = Token(email, audience) }));
    }

    private (int Status, string Text) Push(string revision, string body)
    {
        var pushes = _cloud.Behaviour.Pushes;
        var status = _cloud.Real?.Send(Cloud.Aggregate, "POST", body)
            ?? pushes[Math.Min(_pushes++, pushes.Count - 1)];
        if (status != 204) return (status, "try again, or not");
        using var envelope = JsonDocument.Parse(body);
        var message = envelope.RootElement.GetProperty("message");
        var trace = message.GetProperty("attributes").GetProperty("traceparent").GetString()!.Split('-')[1];
        if (string.IsNullOrEmpty(message.GetProperty("messageId").GetString())) return (400, "no id");
        if (_cloud.Behaviour.LoggedEvent is not { } logged) return (204, "");
        var data = Encoding.UTF8.GetString(message.GetProperty("data").GetBytesFromBase64());
        if (logged == "2001") _cloud.Taken.Add((revision, data));
        _cloud.Log.Add((revision, trace, logged, logged == "2001" ? "AlreadyRecorded" : ""));
        return (204, "");
    }

    private (int Status, string Text) Fetch(string body)
    {
        var (status, state) = (_cloud.Behaviour.FetchAnswer, _cloud.Behaviour.FetchState);
        if (status != 200) return (status, "the sensor API does not answer");
        using var request = JsonDocument.Parse(body);
        var run = request.RootElement.GetProperty("run").GetString()!;
        var start = new DateTimeOffset(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);
        _cloud.Changes.Add("run");
        _cloud.Runs++;
        _cloud.StoreRun(start, run, 1, isInTables: _cloud.Behaviour.HourArrivesAfter == 0);
        const string hour = "2026-11-25T02:00:00Z";
        return (200, JsonSerializer.Serialize(new { run, hour, slot = hour, parts = 1, state }));
    }

    private static string Token(string account, string audience) =>
        $"{Cloud.Canary}.{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(account + "|" + audience))}";
}
