using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;
using Pixeli.Photos;

namespace Pixeli.Engagement;

internal static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder routes)
    {
        var comments = routes.MapGroup("").RequireAuthorization().WithTags("Engagement").ProducesProblem(401).ProducesProblem(404);
        comments.MapGet("/photos/{id:guid}/comments", ListAsync).WithSummary("A photo's comments, oldest first").WithPages().Produces<List<CommentItem>>().ProducesProblem(400);
        comments.MapPost("/photos/{id:guid}/comments", AddAsync).WithSummary("Comment on a photo, or answer a comment").Produces<CommentItem>(201).ProducesProblem(400);
        comments.MapDelete("/photos/{id:guid}/comments/{comment:guid}", DeleteAsync).WithSummary("Delete a comment and its answers").Produces(204).ProducesProblem(403);
        comments.MapGet("/comments/{id:guid}/children", RepliesAsync).WithSummary("Answers to a comment, oldest first").WithPages().Produces<List<CommentItem>>().ProducesProblem(400);
    }

    private static async Task<IResult> ListAsync(
        Guid id, Caller caller, CommentQueries comments, PixeliDb db, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        if (!await db.CanReadPhotoAsync(id, caller, cancellationToken))
            return Problem.NotFound();
        return await ListResult.OfAsync(
            context, page, limit => comments.OfPhoto(id, caller, page.After, limit), last => new(last.CreatedAt, last.Id));
    }

    private static async Task<IResult> AddAsync(
        Guid id, CommentRequest body, Caller caller, CommentOnPhoto edits, CommentQueries comments, CancellationToken cancellationToken)
    {
        var (comment, problem) = await edits.AddAsync(id, body.Content, body.ParentComment, caller, cancellationToken);
        return problem ?? Results.Json(await comments.FindAsync(comment, caller, cancellationToken), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(Guid id, Guid comment, Caller caller, CommentOnPhoto edits, CancellationToken cancellationToken) =>
        await edits.DeleteAsync(id, comment, caller, cancellationToken) ?? Results.NoContent();

    private static async Task<IResult> RepliesAsync(
        Guid id, Caller caller, CommentQueries comments, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        if (!await comments.CanReadAsync(id, caller, cancellationToken))
            return Problem.NotFound();
        return await ListResult.OfAsync(
            context, page, limit => comments.RepliesTo(id, caller, page.After, limit), last => new(last.CreatedAt, last.Id));
    }

    internal sealed record CommentRequest(string? Content, Guid? ParentComment);
}
