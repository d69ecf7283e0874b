using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Profiles;

namespace Pixeli.Web;

/// <summary>What the account page's plain forms do; each ends on that page again.</summary>
internal static class AccountForms
{
    public const string Picture = "/me/picture";
    public const string RemovePicture = "/me/picture/remove";
    public const string EndSession = "/me/sessions/end";
    public const string EndOtherSessions = "/me/sessions/end-others";

    private const string Page = "/me";
    private const long MaxRequestBytes = PictureUpload.MaxBytes + (64 * 1024);

    public static void MapAccountForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        forms.MapPost(Picture, TakePictureAsync);
        forms.MapPost(RemovePicture, RemovePictureAsync);
        forms.MapPost(EndSession, EndAsync);
        forms.MapPost(EndOtherSessions, EndOthersAsync);
    }

    private static async Task<RedirectHttpResult> TakePictureAsync(Caller caller, PictureUpload upload, HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxRequestBytes;
        if (context.Request.ContentLength > MaxRequestBytes)
            return TypedResults.Redirect($"{Page}?picture={StatusCodes.Status413PayloadTooLarge}");
        var problem = await upload.ReceiveAsync(caller, context.Request, context.RequestAborted);
        return TypedResults.Redirect(problem is null ? Page : $"{Page}?picture={problem.StatusCode}");
    }

    private static async Task<RedirectHttpResult> RemovePictureAsync(Caller caller, ProfilePictures pictures, CancellationToken cancellationToken)
    {
        await pictures.RemoveAsync(caller.Id, cancellationToken);
        return TypedResults.Redirect(Page);
    }

    private static async Task<RedirectHttpResult> EndAsync(
        [FromForm] Guid id, Caller caller, OwnSessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(caller, id, cancellationToken);
        return TypedResults.Redirect(Page);
    }

    private static async Task<RedirectHttpResult> EndOthersAsync(Caller caller, OwnSessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(caller, cancellationToken);
        return TypedResults.Redirect(Page);
    }
}
