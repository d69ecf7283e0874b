using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Pixeli.Storage;

namespace Pixeli.Hosting.Errors;

/// <summary>The one place where exceptions become answers. What no code expected is logged and told without its details.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private const int DiskFull = 28; // ENOSPC

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.TooLarge("The request is larger than this server takes."),
            BadHttpRequestException { InnerException: JsonException json } => FromJson(json),
            BadHttpRequestException bad => Problem.BadRequest(bad.Message),
            StorageUnavailableException away => Away(away, httpContext),
            IOException { HResult: DiskFull } => Problem.Of(507, "Insufficient storage", "The server's storage is full. Nothing was lost; try again later."),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => Problem.Of(499, "Client closed request", "The client went away."),
            _ => null,
        };
        if (problem is null)
        {
            LogUnexpected(exception, httpContext.Request.Method, httpContext.Request.Path);
            problem = Problem.Of(500, "Server error", "Something went wrong on our side. It has been logged.");
        }

        if (!httpContext.Response.HasStarted)
            await problem.ExecuteAsync(httpContext);
        return true;
    }

    private Problem Away(StorageUnavailableException away, HttpContext context)
    {
        LogAway(context.Request.Method, context.Request.Path, away.Message);
        return Problem.Away("The server's photo store cannot be reached. Nothing was lost; try again in a moment.");
    }

    private static Problem FromJson(JsonException exception)
    {
        var field = exception.Path?.Split('.', 3) is [_, { Length: > 0 } name, ..] ? name : null;
        return field is null
            ? Problem.BadRequest("The body is not the JSON object this call takes.")
            : Problem.Invalid(field, "Not a valid value.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} failed: {Reason}")]
    private partial void LogAway(string method, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogUnexpected(Exception exception, string method, string path);
}
