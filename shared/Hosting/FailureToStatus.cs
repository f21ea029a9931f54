using Isotherm.Core.Failures;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting;

/// <summary>
/// The one table from failures to HTTP statuses. To Pub/Sub and to Cloud Scheduler everything but a success means:
/// try again.
/// </summary>
public static class FailureToStatus
{
    /// <summary>What a caller that got 503 is asked to wait, in seconds.</summary>
    public const int RetryAfterSeconds = 10;

    public static FailureAnswer Of(Exception failure) => failure switch
    {
        MalformedEventException malformed => new(StatusCodes.Status400BadRequest, malformed.Message),
        BadHttpRequestException refused => new(refused.StatusCode, refused.Message),
        TransientException transient => new(StatusCodes.Status503ServiceUnavailable, transient.Message),
        OperationCanceledException => new(
            StatusCodes.Status503ServiceUnavailable, "The work was ended by its deadline or by a stop of the process."),
        PoisonException poison => new(StatusCodes.Status500InternalServerError, poison.Message),
        _ => new(StatusCodes.Status500InternalServerError, "Unexpected failure; the log has it."),
    };
}
