using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using Isotherm.Core.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting.PushIdentity;

/// <summary>
/// Lets only pushes of the configured subscription through to a function; everybody else gets 401 or 403 and nothing
/// is done, not even the body read. GET and HEAD, the signs of life, pass: they do nothing.
/// </summary>
public sealed class PushIdentityGate(PushTokenCheck check, IHttpFunction function, ILogger log) : IHttpFunction
{
    /// <summary>The function behind a gate; the function itself when the options are null: the check is off.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The keys live as long as the process.")]
    public static IHttpFunction Around(
        IHttpFunction function, PushIdentityOptions? options, TimeProvider clock, ILoggerFactory logs)
    {
        if (options is null) return function;
        var log = logs.CreateLogger<PushIdentityGate>();
        var keys = new SigningKeys(options.KeysAddress, clock, log);
        return new PushIdentityGate(new PushTokenCheck(options, keys, clock), function, log);
    }

    public async Task HandleAsync(HttpContext context)
    {
        var asksForLife = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!asksForLife
            && await CheckAsync(context.Request, context.RequestAborted) is { } refusal)
        {
            log.PushRefused(refusal.Status, refusal.Reason);
            await RefuseAsync(context, refusal);
            return;
        }

        await function.HandleAsync(context);
    }

    private async ValueTask<FailureAnswer?> CheckAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await check.CheckAsync(request.Headers.Authorization, cancellation);
        }
        catch (Exception failure) when (failure is TransientException or OperationCanceledException)
        {
            var answer = FailureToStatus.Of(failure);
            log.PushRefused(answer.Status, answer.Reason);
            throw;
        }
    }

    private static Task RefuseAsync(HttpContext context, FailureAnswer refusal)
    {
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = MediaTypeNames.Text.Plain + "; charset=utf-8";
        if (refusal.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        return response.WriteAsync(refusal.Reason + "\n", context.RequestAborted);
    }
}
