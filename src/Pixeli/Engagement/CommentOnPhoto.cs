using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Notifications;
using Pixeli.Photos;
using Pixeli.Photos.Live;

namespace Pixeli.Engagement;

/// <summary>Writes and deletes comments.</summary>
public sealed class CommentOnPhoto(PixeliDb db, Notifier notifier, PhotoFeed feed, TimeProvider clock)
{
    /// <summary>Adds a comment, or an answer to the comment <paramref name="parent"/>.</summary>
    public async Task<(Guid Id, Problem? Problem)> AddAsync(
        Guid photo, string? content, Guid? parent, Caller caller, CancellationToken cancellationToken)
    {
        var text = content?.Trim() ?? "";
        if (text.Length == 0)
            return (default, Problem.Invalid("content", content is null ? "This field is required." : "This field may not be blank."));
        if (text.Characters > Comment.ContentLength)
            return (default, Problem.Invalid("content", $"At most {Comment.ContentLength} characters."));
        var comment = new Comment { PhotoId = photo, UserId = caller.Id, ParentId = parent, Content = text, CreatedAt = clock.UtcNow };
        var (eventId, problem) = await db.WriteAsync(() => InsertAsync(comment, caller, cancellationToken), cancellationToken);
        if (problem is not null)
            return (default, problem);
        await notifier.SendAsync(cancellationToken);
        feed.Changed(eventId, photo);
        return (comment.Id, null);
    }

    /// <summary>Deletes a comment and its answers. Null when it is done.</summary>
    public async Task<Problem?> DeleteAsync(Guid photo, Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var (eventId, problem) = await db.WriteAsync(
            async () =>
            {
                if (await CountAsync(photo, 0, caller, cancellationToken) is not { } row)
                    return (Guid.Empty, Problem.NotFound());
                var (comments, notifications) = (db.Comments, db.Notifications);
                var doomed = comments.Where(comment => comment.Id == id && comment.PhotoId == photo);
                if (!await doomed.Where(CommentAccess.CanDelete(caller)).AnyAsync(cancellationToken))
                    return (Guid.Empty, await doomed.AnyAsync(cancellationToken) ? Problem.Forbidden() : Problem.NotFound());

                var gone = await comments.Where(comment => comment.Id == id || comment.ParentId == id)
                    .Select(comment => comment.Id).ToListAsync(cancellationToken);
                await notifications.Where(item => item.TargetId == photo && gone.Contains(item.CommentId!.Value)).ExecuteDeleteAsync(cancellationToken);
                await comments.Where(comment => comment.Id == id).ExecuteDeleteAsync(cancellationToken);
                await db.Photos.Where(item => item.Id == photo).ExecuteUpdateAsync(
                    set => set.SetProperty(item => item.CommentsCount, item => item.CommentsCount - gone.Count), cancellationToken);
                return (row.EventId, (Problem?)null);
            },
            cancellationToken);
        if (problem is null)
            feed.Changed(eventId, photo);
        return problem;
    }

    private async Task<(Guid EventId, Problem? Problem)> InsertAsync(Comment comment, Caller caller, CancellationToken cancellationToken)
    {
        if (await CountAsync(comment.PhotoId, 1, caller, cancellationToken) is not { } photo)
            return (default, Problem.NotFound());
        var parentAuthor = Guid.Empty;
        if (comment.ParentId is { } parent)
        {
            var found = await db.Comments.Where(item => item.Id == parent && item.PhotoId == comment.PhotoId)
                .Select(item => new { item.UserId, item.ParentId }).FirstOrDefaultAsync(cancellationToken);
            if (found is not { ParentId: null })
            {
                await CountAsync(comment.PhotoId, -1, caller, cancellationToken);
                return (default, Problem.Invalid(
                    "parent_comment", found is null ? "There is no such comment on this photo." : "Answers cannot be answered: answer the comment itself."));
            }

            parentAuthor = found.UserId;
        }

        db.Comments.Add(comment);
        await db.SaveChangesAsync(cancellationToken);
        await notifier.CommentedAsync(photo.PhotographerId, caller.Id, comment.PhotoId, comment.Id, cancellationToken);
        if (parentAuthor != Guid.Empty && parentAuthor != photo.PhotographerId && await MayReadAsync(parentAuthor, comment.PhotoId, cancellationToken))
            await notifier.CommentedAsync(parentAuthor, caller.Id, comment.PhotoId, comment.Id, cancellationToken);
        return (photo.EventId, null);
    }

    // Who lost the photo since they wrote does not hear of it any more.
    private async Task<bool> MayReadAsync(Guid person, Guid photo, CancellationToken cancellationToken) =>
        await db.CallerOfAsync(person, cancellationToken) is { } reader
        && await db.Photos.Where(PhotoAccess.CanRead(reader)).AnyAsync(item => item.Id == photo, cancellationToken);

    private Task<EngagedPhoto?> CountAsync(Guid photo, int more, Caller caller, CancellationToken cancellationToken) =>
        db.CountAsync(photo, caller, set => set.SetProperty(item => item.CommentsCount, item => item.CommentsCount + more), cancellationToken);
}
