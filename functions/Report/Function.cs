using System.Diagnostics.CodeAnalysis;
using Isotherm.Hosting;
using Isotherm.Report.Answers;
using Isotherm.Report.Routes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Report;

/// <summary>
/// Shows what the tables hold: from the address to a question, to the database, to an answer. Read only; it keeps
/// nothing between two requests.
/// </summary>
public sealed class Function(ReportOptions options, ReportParts parts) : IHttpFunction
{
    private readonly ILogger _log = parts.Logs.CreateLogger<Function>();
    private readonly RouteTable _routes = new(options, parts, ProgramVersion.Of(typeof(Function).Assembly));

    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an answer in the form of its address.")]
    public async Task HandleAsync(HttpContext context)
    {
        var line = new RequestLine(_log, parts.Clock, context);
        try
        {
            var answer = await _routes.AskAsync(context.Request, context.RequestAborted);
            await AnswerWriter.WriteAsync(context, answer, context.RequestAborted);
            line.Write();
        }
        catch (Exception failure)
        {
            line.Write(failure);

            // What is on its way as a good answer can only be cut, so that nobody takes it for a whole one.
            if (context.Response.HasStarted) throw;
            context.Response.Clear();

            // What ended the work must not end its answer too.
            var problem = Problems.Failed(context.Request, FailureToStatus.Of(failure));
            await AnswerWriter.WriteAsync(context, problem, CancellationToken.None);
        }
    }
}
