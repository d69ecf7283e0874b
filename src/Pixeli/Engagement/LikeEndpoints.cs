using System.Text.Json.Serialization;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;
using Pixeli.Photos;

namespace Pixeli.Engagement;

/// <summary>A person who likes a photo.</summary>
public sealed record LikeItem(MiniUser User, DateTime CreatedAt);

/// <summary>A photo after it was liked or un-liked.</summary>
public sealed record LikeAnswer(
    PhotoDetail Photo, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? CreatedAt);

internal static class LikeEndpoints
{
    public static void MapLikes(this IEndpointRouteBuilder routes)
    {
        var likes = routes.MapGroup("/photos/{id:guid}/likes").RequireAuthorization().WithTags("Engagement")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(404);
        likes.MapGet("/", ListAsync).WithSummary("Who likes a photo, newest first").WithPages().Produces<List<LikeItem>>();
        likes.MapPost("/", LikeAsync).WithSummary("Like a photo").Produces<LikeAnswer>(201);
        likes.MapDelete("/", UnlikeAsync).WithSummary("Like a photo no longer").Produces<LikeAnswer>();
    }

    private static async Task<IResult> ListAsync(
        Guid id, Caller caller, PixeliDb db, LikeQueries likes, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        if (!await db.CanReadPhotoAsync(id, caller, cancellationToken))
            return Problem.NotFound();
        return await ListResult.OfAsync(
            context, page, limit => likes.OfPhoto(id, page.After, limit), last => new(last.CreatedAt, last.User.Id));
    }

    private static async Task<IResult> LikeAsync(
        Guid id, Caller caller, LikePhoto likes, PhotoQueries photos, CancellationToken cancellationToken)
    {
        var (likedAt, problem) = await likes.LikeAsync(id, caller, cancellationToken);
        return problem ?? await AnswerAsync(id, likedAt, caller, photos, StatusCodes.Status201Created, cancellationToken);
    }

    private static async Task<IResult> UnlikeAsync(
        Guid id, Caller caller, LikePhoto likes, PhotoQueries photos, CancellationToken cancellationToken) =>
        await likes.UnlikeAsync(id, caller, cancellationToken)
            ?? await AnswerAsync(id, null, caller, photos, StatusCodes.Status200OK, cancellationToken);

    private static async Task<IResult> AnswerAsync(
        Guid id, DateTime? likedAt, Caller caller, PhotoQueries photos, int status, CancellationToken cancellationToken) =>
        await photos.DetailAsync(id, caller, cancellationToken) is { } detail
            ? Results.Json(new LikeAnswer(detail, likedAt), statusCode: status)
            : Problem.NotFound();
}
