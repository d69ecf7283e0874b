using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Engagement;
using Pixeli.FindMe;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;

namespace Pixeli.Web.Viewer;

/// <summary>What the photo page's plain forms do. Each ends on that page again: at the part it changed, or with the reason it could not.</summary>
internal static class PhotoForms
{
    public static void MapPhotoForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/p/{id:guid}").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        forms.MapPost("/like", LikeAsync);
        forms.MapPost("/comments", CommentAsync);
        forms.MapPost("/comments/{comment:guid}/delete", DeleteCommentAsync);
        forms.MapPost("/tags", TagAsync);
        forms.MapPost("/people", NameAsync);
        forms.MapPost("/people/leave", LeaveAsync);
        forms.MapPost("/people/suggested", ConfirmAsync);
        forms.MapPost("/people/denied", DenyAsync);
        forms.MapPost("/permissions", PermitAsync);
        forms.MapPost("/retry", RetryAsync);
        forms.MapPost("/delete", DeleteAsync);
        forms.MapShareForms();
    }

    /// <summary>Back to the page, at the part that changed; or the page with what went wrong.</summary>
    public static IResult Answer(HttpContext context, Guid photo, string part, Problem? problem, string? draft = null, Guid? parent = null) => problem is null
        ? TypedResults.Redirect($"/p/{photo}{context.Request.QueryString}#{part}")
        : new RazorComponentResult<PhotoFormAnswer>(new { Photo = photo, Problem = new PhotoProblem(part, problem.Words, draft, parent) }) { StatusCode = problem.StatusCode };

    private static async Task<IResult> LikeAsync(Guid id, [FromForm] bool liked, Caller caller, LikePhoto likes, HttpContext context)
    {
        var problem = liked ? (await likes.LikeAsync(id, caller, context.RequestAborted)).Problem : await likes.UnlikeAsync(id, caller, context.RequestAborted);
        return Answer(context, id, PhotoParts.Likes, problem);
    }

    private static async Task<IResult> CommentAsync(
        Guid id, [FromForm] string? content, [FromForm] Guid? parent, Caller caller, CommentOnPhoto comments, HttpContext context)
    {
        var (comment, problem) = await comments.AddAsync(id, content?.ReplaceLineEndings("\n"), parent, caller, context.RequestAborted);
        return Answer(context, id, problem is null ? $"c-{comment}" : PhotoParts.Comments, problem, content, parent);
    }

    private static async Task<IResult> DeleteCommentAsync(Guid id, Guid comment, Caller caller, CommentOnPhoto comments, HttpContext context) =>
        Answer(context, id, PhotoParts.Comments, await comments.DeleteAsync(id, comment, caller, context.RequestAborted));

    private static async Task<IResult> TagAsync(
        Guid id,
        [FromForm] string? add,
        [FromForm] string? remove,
        [FromForm] string? removeAutomatic,
        Caller caller,
        PhotoQueries photos,
        PhotoEdits edits,
        HttpContext context)
    {
        if (await photos.DetailAsync(id, caller, context.RequestAborted) is not { } photo)
            return Answer(context, id, PhotoParts.Tags, Problem.NotFound());
        if (removeAutomatic is not null)
        {
            var kept = photo.AutoTags.Where(tag => tag != removeAutomatic).ToList();
            return Answer(context, id, PhotoParts.Tags, await edits.EditAsync(id, new() { AutoTags = kept }, caller, context.RequestAborted));
        }

        var added = add?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var tags = photo.UserTags.Where(tag => tag != remove).Concat(added).ToList();
        return Answer(context, id, PhotoParts.Tags, await edits.EditAsync(id, new() { UserTags = tags }, caller, context.RequestAborted), add);
    }

    private static async Task<IResult> NameAsync(
        Guid id, [FromForm] string? add, [FromForm] string? remove, Caller caller, PhotoQueries photos, PhotoEdits edits, HttpContext context)
    {
        if (await photos.DetailAsync(id, caller, context.RequestAborted) is not { } photo)
            return Answer(context, id, PhotoParts.People, Problem.NotFound());
        string[] added = add?.Trim().TrimStart('@') is { Length: > 0 } name ? [name] : [];
        var people = photo.TaggedUsers.Select(person => person.Username).Where(person => person != remove).Concat(added).ToList();
        return Answer(context, id, PhotoParts.People, await edits.EditAsync(id, new() { TaggedUsernames = people }, caller, context.RequestAborted), add);
    }

    private static async Task<IResult> ConfirmAsync(Guid id, [FromForm] Guid person, Caller caller, Verdicts verdicts, HttpContext context) =>
        Answer(context, id, PhotoParts.People, await verdicts.AcceptAsync(id, person, caller, context.RequestAborted));

    private static async Task<IResult> DenyAsync(Guid id, [FromForm] Guid person, Caller caller, Verdicts verdicts, HttpContext context) =>
        Answer(context, id, PhotoParts.People, await verdicts.DenyAsync(id, person, caller, context.RequestAborted));

    private static async Task<IResult> LeaveAsync(Guid id, Caller caller, PhotoEdits edits, PhotoQueries photos, HttpContext context)
    {
        var problem = await edits.RemoveMeAsync(id, caller, context.RequestAborted);
        var isLost = problem is null && await photos.DetailAsync(id, caller, context.RequestAborted) is null; // seen only for being in it
        return isLost ? TypedResults.Redirect("/") : Answer(context, id, PhotoParts.People, problem);
    }

    private static async Task<IResult> PermitAsync(
        Guid id, [FromForm] string? read, [FromForm] string? share, Caller caller, PhotoEdits edits, HttpContext context) =>
        Answer(context, id, PhotoParts.Permissions, await edits.EditAsync(id, new() { ReadPerm = read, SharePerm = share }, caller, context.RequestAborted));

    private static async Task<IResult> RetryAsync(Guid id, Caller caller, PhotoEdits edits, HttpContext context) =>
        Answer(context, id, PhotoParts.Processing, await edits.RetryAsync(id, caller, context.RequestAborted));

    private static async Task<IResult> DeleteAsync(Guid id, Caller caller, PhotoQueries photos, PhotoEdits edits, HttpContext context)
    {
        var photo = await photos.DetailAsync(id, caller, context.RequestAborted);
        var problem = await edits.DeleteAsync(id, caller, context.RequestAborted);
        return problem is null ? TypedResults.Redirect($"/e/{photo?.Event}{context.Request.QueryString}") : Answer(context, id, PhotoParts.Deletion, problem);
    }
}
