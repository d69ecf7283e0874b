using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Sharing;

namespace Pixeli.Web.Viewer;

/// <summary>Makes and ends share links from the photo page's plain forms.</summary>
internal static class ShareForms
{
    public static void MapShareForms(this IEndpointRouteBuilder forms)
    {
        forms.MapPost("/shares", CreateAsync);
        forms.MapPost("/shares/revoke", RevokeAsync);
    }

    private static async Task<IResult> CreateAsync(
        Guid id, [FromForm] string? variant, [FromForm] int days, Caller caller, ShareLinks shares, TimeProvider clock, HttpContext context)
    {
        var problem = WireCode<ShareVariant>.TryParse(variant, out var which) && ShareDays.All.Contains(days)
            ? (await shares.CreateAsync(id, which, clock.UtcNow.AddDays(days), caller, context.RequestAborted)).Problem
            : Problem.BadRequest("Choose which picture, and for how long.");
        return PhotoForms.Answer(context, id, PhotoParts.Share, problem);
    }

    private static async Task<IResult> RevokeAsync(Guid id, [FromForm] string? token, Caller caller, ShareLinks shares, HttpContext context) =>
        PhotoForms.Answer(context, id, PhotoParts.Share, await shares.RevokeAsync(token ?? "", caller, context.RequestAborted));
}
