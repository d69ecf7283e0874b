namespace Pixeli.Hosting.Errors;

internal static class BareAnswers
{
    /// <summary>Gives an answer that has a status and nothing else (no route, wrong method) the error shape.</summary>
    public static void UseProblemsForBareAnswers(this WebApplication app) => app.UseStatusCodePages(context =>
    {
        var status = context.HttpContext.Response.StatusCode;
        var problem = status switch
        {
            StatusCodes.Status404NotFound => Problem.NotFound(),
            StatusCodes.Status405MethodNotAllowed => Problem.Of(status, "Method not allowed", $"Method \"{context.HttpContext.Request.Method}\" not allowed."),
            StatusCodes.Status415UnsupportedMediaType => Problem.UnsupportedMedia("Send application/json."),
            StatusCodes.Status429TooManyRequests => Problem.Of(status, "Too many requests", "Too many requests. Try again later."),
            _ => Problem.Of(status, "Error", "The request could not be answered."),
        };
        return problem.ExecuteAsync(context.HttpContext);
    });
}
