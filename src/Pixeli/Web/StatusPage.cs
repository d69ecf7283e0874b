using System.Net.Mime;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Pixeli.Hosting.Errors;
using Pixeli.Web.Again;
using Pixeli.Web.Pages;

namespace Pixeli.Web;

/// <summary>Pages for answers that have none of their own.</summary>
internal static class StatusPage
{
    /// <summary>Components that know no form of the name that was sent, as of a page from before an update, answer with a type and not a word of it.</summary>
    public static async Task LeaveBareAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentLength: null or 0, ContentType: MediaTypeNames.Text.Plain } bare)
            (bare.ContentType, bare.ContentLength) = (null, null);
    }

    public static Task ShowAsync(StatusCodeContext context) =>
        ForPeople.WantsPage(context.HttpContext.Request) ? RenderAsync(context.HttpContext) : Task.CompletedTask;

    /// <summary>Renders with services of its own: a page that broke half-way has used up those that a request has for one page.</summary>
    public static async Task RenderAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var sent = await KeptForm.OfAsync(context.Request);
        IResult page = status == StatusCodes.Status401Unauthorized
            ? new RazorComponentResult<SignedOutPage>(new { Sent = sent, To = WayBack.Here(context.Request) }) { StatusCode = status }
            : new RazorComponentResult<ProblemPage>(new { Status = status, Sent = sent }) { StatusCode = status };
        var services = context.RequestServices;
        context.Response.Headers.Remove("blazor-enhanced-nav"); // of a page that gave up, and added once only
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
