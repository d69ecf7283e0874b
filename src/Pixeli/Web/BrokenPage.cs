using Microsoft.AspNetCore.Diagnostics;
using Pixeli.Hosting.Errors;

namespace Pixeli.Web;

/// <summary>Somebody who was looking at a page sees a page when it breaks. Everybody else gets what <see cref="ProblemHandler"/> says.</summary>
internal sealed partial class BrokenPage(ILogger<BrokenPage> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ForPeople.WantsPage(httpContext.Request) || httpContext.Response.HasStarted || exception is OperationCanceledException)
            return false;
        var known = KnownTrouble.Of(exception, httpContext);
        if (known is null)
            LogBroken(exception, httpContext.Request.Method, httpContext.Request.Path);
        else if (known.StatusCode >= StatusCodes.Status500InternalServerError)
            LogAway(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        httpContext.Response.StatusCode = known?.StatusCode ?? StatusCodes.Status500InternalServerError;
        known?.SetRetryAfter(httpContext.Response);
        await StatusPage.RenderAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page {Method} {Path} failed")]
    private partial void LogBroken(Exception exception, string method, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The page {Method} {Path} failed: {Reason}")]
    private partial void LogAway(string method, string path, string reason);
}
