using Microsoft.AspNetCore.Http.Features;
using Pixeli.Accounts;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;

namespace Pixeli.Profiles;

/// <summary>The caller's own account.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfileEndpoints(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/auth/me").RequireAuthorization().WithTags("Accounts").ProducesProblem(401);
        me.MapGet("/", GetAsync).WithSummary("The caller's profile and what their photos received").Produces<Profile>();
        me.MapMethods("/", [HttpMethods.Put, HttpMethods.Patch], EditAsync).WithSummary("Change name, bio, department or batch")
            .Produces<Profile>().ProducesProblem(400);
        me.MapPut("/picture", PutPictureAsync).WithForm(PictureUpload.Field, isMany: false).WithSummary("Give oneself a picture: one image, multipart")
            .Produces<Profile>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        me.MapDelete("/picture", DeletePictureAsync).WithSummary("Have no picture any more").Produces(204);
    }

    private static async Task<IResult> GetAsync(Caller caller, ProfileQueries profiles, CancellationToken cancellationToken) =>
        await profiles.FindAsync(caller.Id, cancellationToken) is { } profile ? Results.Ok(profile) : Problem.NotFound();

    private static async Task<IResult> EditAsync(
        ProfileChanges body, Caller caller, ProfileEdits edits, ProfileQueries profiles, CancellationToken cancellationToken)
    {
        var errors = await edits.EditAsync(caller.Id, body, cancellationToken);
        return errors.Count > 0 ? Problem.Invalid([.. errors]) : await GetAsync(caller, profiles, cancellationToken);
    }

    private static async Task<IResult> PutPictureAsync(Caller caller, PictureUpload upload, ProfileQueries profiles, HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = PictureUpload.MaxRequestBytes;
        return await upload.ReceiveAsync(caller, context.Request, context.RequestAborted)
            ?? await GetAsync(caller, profiles, context.RequestAborted);
    }

    private static async Task<IResult> DeletePictureAsync(Caller caller, ProfilePictures pictures, CancellationToken cancellationToken)
    {
        await pictures.RemoveAsync(caller.Id, cancellationToken);
        return Results.NoContent();
    }
}
