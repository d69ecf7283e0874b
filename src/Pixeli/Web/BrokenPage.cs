using Microsoft.AspNetCore.Diagnostics;
using Pixeli.Hosting.Errors;

namespace Pixeli.Web;

/// <summary>Somebody who was looking at a page sees a page when it breaks. Everybody else gets what <see cref="ProblemHandler"/> says.</summary>
internal sealed partial class BrokenPage(ILogger<BrokenPage> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!StatusPage.WantsPage(httpContext.Request) || httpContext.Response.HasStarted || exception is BadHttpRequestException or OperationCanceledException)
            return false;
        LogBroken(exception, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await StatusPage.RenderAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page {Method} {Path} failed")]
    private partial void LogBroken(Exception exception, string method, string path);
}
