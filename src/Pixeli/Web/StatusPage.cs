using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Pixeli.Web.Pages;

namespace Pixeli.Web;

/// <summary>Pages for answers that have none of their own.</summary>
internal static class StatusPage
{
    public static Task ShowAsync(StatusCodeContext context) =>
        WantsPage(context.HttpContext.Request) ? RenderAsync(context.HttpContext) : Task.CompletedTask;

    /// <summary>Browsers name HTML; clients of the API take anything, or JSON.</summary>
    public static bool WantsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>Renders with services of its own: a page that broke half-way has used up those that a request has for one page.</summary>
    public static async Task RenderAsync(HttpContext context)
    {
        var page = new RazorComponentResult<ProblemPage>(new { Status = context.Response.StatusCode }) { StatusCode = context.Response.StatusCode };
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await page.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }
}
