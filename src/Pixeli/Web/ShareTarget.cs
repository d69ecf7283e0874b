using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Hosting.Limits;
using Pixeli.Imaging;
using Pixeli.Profiles;
using Pixeli.Uploads;
using Pixeli.Uploads.Resumable;
using Pixeli.Web.Pages;

namespace Pixeli.Web;

/// <summary>
/// Where a phone's share sheet sends photos, as the manifest's <c>share_target</c> says: a plain form post that needs no script. The
/// files wait for their owner to choose an event on the page it leads to.
/// </summary>
internal static class ShareTarget
{
    private const string Page = "/upload/shared";

    public static void MapShareTarget(this IEndpointRouteBuilder routes)
    {
        var shared = routes.MapGroup("/upload").RequireAuthorization().ExcludeFromDescription();
        shared.MapPost("/share", ParkAsync).LimitedBy(Limit.Upload);
        shared.MapGet("/share", () => TypedResults.Redirect(Page)); // who had to sign in comes back by a link
        shared.MapGet("/shared/{id:guid}/picture", ShowAsync);
        shared.MapPost("/shared/add", AddAsync).LimitedBy(Limit.Upload);
        shared.MapPost("/shared/discard", DiscardAsync);
    }

    private static async Task<IResult> ParkAsync(Caller caller, SharedFiles files, IOptions<UploadOptions> options, HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.MaxRequestBytes;
        if (MultipartParts.ReaderFor(context.Request) is not { } reader)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var refused = new List<string>();
        await foreach (var part in reader.PartsAsync(context.RequestAborted))
        {
            if (part is { Name: "images", FileName.Length: > 0 }
                && await files.ParkAsync(part.FileName, part.Body, caller, context.RequestAborted) is { } problem)
                refused.Add($"refused={Uri.EscapeDataString(FileNames.Clean(part.FileName))}&because={Uri.EscapeDataString(problem.Detail)}");
        }

        // 303: what comes next is looked at, not sent again.
        context.Response.Headers.Location = refused.Count == 0 ? Page : $"{Page}?{refused[0]}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>What a file that waits shows, small. Nothing is made of it before its event is known: it is rendered while somebody looks.</summary>
    private static async Task<IResult> ShowAsync(
        Guid id, Caller caller, SharedFiles files, PictureRendering rendering, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(id, caller, cancellationToken) is not { } path)
            return Results.NotFound();
        try
        {
            var picture = await rendering.RenderAsync(path, cancellationToken);
            response.Headers.CacheControl = "private, max-age=86400, immutable";
            return Results.Bytes(picture, "image/webp");
        }
        catch (ImagingException)
        {
            // Without script too, the sign under it is seen.
            return Results.Text("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>", "image/svg+xml");
        }
        catch (FileNotFoundException)
        {
            return Results.NotFound();
        }
    }

    private static async Task<IResult> AddAsync(Caller caller, SharedFiles files, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Guid.TryParse(form["event"], out var eventId))
            return TypedResults.Redirect(Page);
        var (results, problem) = await files.AcceptAsync(eventId, caller, context.RequestAborted);
        return problem is null
            ? new RazorComponentResult<UploadReceipt>(new { Event = eventId, Results = results })
            : Results.StatusCode(problem.StatusCode);
    }

    private static async Task<RedirectHttpResult> DiscardAsync(Caller caller, SharedFiles files, HttpContext context)
    {
        await files.DiscardAsync(caller, context.RequestAborted);
        return TypedResults.Redirect("/");
    }
}
