using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Notifications;
using Pixeli.Photos.Live;

namespace Pixeli.Engagement;

/// <summary>Likes and un-likes photos: one like a person and photo, however many requests come at once.</summary>
public sealed class LikePhoto(PixeliDb db, Notifier notifier, PhotoFeed feed, TimeProvider clock)
{
    public async Task<(DateTime LikedAt, Problem? Problem)> LikeAsync(Guid photo, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var (eventId, problem) = await db.WriteAsync(
            async () =>
            {
                if (await CountAsync(photo, 1, caller, cancellationToken) is not { } liked)
                    return (Guid.Empty, Problem.NotFound());
                var added = await db.Database.ExecuteSqlRawAsync(
                    "INSERT INTO likes (photo_id, user_id, created_at) VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING",
                    [photo, caller.Id, db.Instant(now)],
                    cancellationToken);
                if (added == 0)
                {
                    await CountAsync(photo, -1, caller, cancellationToken);
                    return (Guid.Empty, Problem.BadRequest("You like this photo already."));
                }

                await notifier.LikedAsync(liked.PhotographerId, caller.Id, photo, cancellationToken);
                return (liked.EventId, (Problem?)null);
            },
            cancellationToken);
        if (problem is not null)
            return (default, problem);
        await notifier.SendAsync(cancellationToken);
        feed.Changed(eventId, photo);
        return (now, null);
    }

    public async Task<Problem?> UnlikeAsync(Guid photo, Caller caller, CancellationToken cancellationToken)
    {
        var (eventId, problem) = await db.WriteAsync(
            async () =>
            {
                if (await CountAsync(photo, 0, caller, cancellationToken) is not { } liked)
                    return (Guid.Empty, Problem.NotFound());
                var mine = db.Likes.Where(like => like.PhotoId == photo && like.UserId == caller.Id);
                var likedAt = await mine.Select(like => (DateTime?)like.CreatedAt).FirstOrDefaultAsync(cancellationToken);
                if (likedAt is null || await mine.ExecuteDeleteAsync(cancellationToken) == 0)
                    return (Guid.Empty, Problem.BadRequest("You do not like this photo."));
                await CountAsync(photo, -1, caller, cancellationToken);
                await notifier.UnlikedAsync(liked.PhotographerId, photo, likedAt.Value, cancellationToken);
                return (liked.EventId, (Problem?)null);
            },
            cancellationToken);
        if (problem is null)
            feed.Changed(eventId, photo);
        return problem;
    }

    private Task<EngagedPhoto?> CountAsync(Guid photo, int more, Caller caller, CancellationToken cancellationToken) =>
        db.CountAsync(photo, caller, set => set.SetProperty(item => item.LikesCount, item => item.LikesCount + more), cancellationToken);
}
