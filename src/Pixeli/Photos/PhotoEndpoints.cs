using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;

namespace Pixeli.Photos;

/// <summary>Reads and deletes photos.</summary>
internal static class PhotoEndpoints
{
    public static void MapPhotoEndpoints(this IEndpointRouteBuilder routes)
    {
        var photos = routes.MapGroup("/photos").RequireAuthorization();
        photos.MapGet("/", OwnAsync);
        photos.MapGet("/{id:guid}", DetailAsync);
        photos.MapDelete("/{id:guid}", DeleteAsync);
        routes.MapGet("/events/{id:guid}/photos", OfEventAsync).RequireAuthorization();
    }

    private static Task<IResult> OwnAsync(Caller caller, PhotoQueries photos, HttpContext context)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return Task.FromResult<IResult>(problem!);
        return ListResult.OfAsync(
            context, page, limit => photos.Own(caller, page.After, limit), last => new(last.Timestamp, last.Id));
    }

    private static async Task<IResult> OfEventAsync(
        Guid id, string? sort, Caller caller, PhotoQueries photos, PixeliDb db, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        if (sort is not (null or "" or "timestamp" or "-timestamp"))
            return Problem.Invalid("sort", "Either timestamp or -timestamp.");
        if (!await db.Events.Where(EventAccess.CanRead(caller)).AnyAsync(item => item.Id == id, cancellationToken))
            return Problem.NotFound();
        return await ListResult.OfAsync(
            context,
            page,
            limit => photos.OfEvent(id, caller, sort == "-timestamp", page.After, limit),
            last => new(last.Timestamp, last.Id));
    }

    private static async Task<IResult> DetailAsync(Guid id, Caller caller, PhotoQueries photos, CancellationToken cancellationToken) =>
        await photos.DetailAsync(id, caller, cancellationToken) is { } photo ? Results.Ok(photo) : Problem.NotFound();

    private static async Task<IResult> DeleteAsync(
        Guid id, Caller caller, PixeliDb db, Signals signals, TimeProvider clock, CancellationToken cancellationToken)
    {
        var canDelete = PhotoAccess.CanDelete(caller);
        Expression<Func<Photo, bool>> which = photo => photo.Id == id && canDelete.Holds(photo);
        var deleted = await db.WriteAsync(() => db.DeletePhotosAsync(which.Inline(), clock.UtcNow, cancellationToken), cancellationToken);
        signals.PhotosDeleted.Raise();
        if (deleted > 0)
            return Results.NoContent();
        return await db.Photos.Where(PhotoAccess.CanRead(caller)).AnyAsync(photo => photo.Id == id, cancellationToken)
            ? Problem.Forbidden()
            : Problem.NotFound();
    }
}
