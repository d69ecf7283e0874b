using Microsoft.AspNetCore.Diagnostics;

namespace Pixeli.Hosting.Errors;

/// <summary>The one place where exceptions become answers. What no code expected is logged and told without its details.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = KnownTrouble.Of(exception, httpContext);
        if (problem is null)
        {
            LogUnexpected(exception, httpContext.Request.Method, httpContext.Request.Path);
            problem = Problem.Of(500, "Server error", "Something went wrong on our side. It has been logged.");
        }
        else if (problem.StatusCode >= 500)
        {
            LogAway(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        }

        if (!httpContext.Response.HasStarted)
            await problem.ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} failed: {Reason}")]
    private partial void LogAway(string method, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogUnexpected(Exception exception, string method, string path);
}
