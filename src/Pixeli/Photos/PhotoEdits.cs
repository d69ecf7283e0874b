using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Notifications;
using Pixeli.Photos.Live;

namespace Pixeli.Photos;

/// <summary>Edits and deletes photos. Each returns the problem, or null when it is done.</summary>
public sealed class PhotoEdits(PixeliDb db, Notifier notifier, PhotoFeed feed, Signals signals, TimeProvider clock)
{
    /// <summary>Changes what <paramref name="settings"/> says and leaves the rest. Lists replace what was there.</summary>
    public async Task<Problem?> EditAsync(Guid id, PhotoSettings settings, Caller caller, CancellationToken cancellationToken)
    {
        var (understood, errors) = settings.Understand();
        var before = await SnapshotAsync(id, caller, cancellationToken);
        if (before is null)
            return Problem.NotFound();
        if (!await db.Photos.Where(PhotoAccess.CanEdit(caller)).AnyAsync(photo => photo.Id == id, cancellationToken))
            return Problem.Forbidden();
        if (understood is null)
            return Problem.Invalid(errors);
        var people = await db.PeopleByNameAsync([.. understood.People.Select(name => name.ToUpperInvariant())], cancellationToken);
        if (understood.UnknownIn(people) is { } unknown)
            return Problem.Invalid("tagged_usernames", unknown);
        notifier.Forget();
        var problem = await db.WriteAsync(
            async () =>
            {
                // First, since it makes edits of one photo take turns on PostgreSQL. The rule again: it may have changed since.
                var mine = db.Photos.Where(PhotoAccess.CanEdit(caller)).Where(photo => photo.Id == id);
                if (await mine.ExecuteUpdateAsync(set => Apply(set, settings, understood), cancellationToken) == 0)
                    return Problem.NotFound();
                if (settings.UserTags is not null)
                    await ReplaceTagsAsync(id, understood.Tags, cancellationToken);
                if (settings.AutoTags is not null)
                    await db.KeepAutoTagsAsync(id, settings.AutoTags, cancellationToken);
                if (settings.TaggedUsernames is not null)
                    await ReplacePeopleAsync(id, understood.PeopleIn(people), caller, cancellationToken);
                return null;
            },
            cancellationToken);
        if (problem is not null)
            return problem;
        await notifier.SendAsync(cancellationToken);
        feed.Changed(before.EventId, id, before);
        return null;
    }

    public async Task<Problem?> DeleteAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        if (await SnapshotAsync(id, caller, cancellationToken) is not { } before)
            return Problem.NotFound();
        if (!await db.Photos.Where(PhotoAccess.CanDelete(caller)).AnyAsync(photo => photo.Id == id, cancellationToken))
            return Problem.Forbidden();
        if (await db.WriteAsync(() => db.DeletePhotosAsync([id], clock.UtcNow, cancellationToken), cancellationToken) == 0)
            return Problem.NotFound();
        signals.PhotosDeleted.Raise();
        feed.Removed(before);
        return null;
    }

    /// <summary>Takes the caller out of the people in a photo.</summary>
    public async Task<Problem?> RemoveMeAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var before = await SnapshotAsync(id, caller, cancellationToken);
        var removed = before is not null && await db.WriteAsync(
            async () =>
            {
                await notifier.UntaggedAsync([caller.Id], id, cancellationToken);
                return await db.TaggedPeople.Where(person => person.PhotoId == id && person.UserId == caller.Id).ExecuteDeleteAsync(cancellationToken) > 0;
            },
            cancellationToken);
        if (!removed)
            return Problem.NotFound();
        feed.Changed(before!.EventId, id, before);
        return null;
    }

    /// <summary>Has a failed photo processed again, with all its attempts.</summary>
    public async Task<Problem?> RetryAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var mine = db.Photos.Where(photo => photo.Id == id).Where(PhotoAccess.CanEdit(caller));
        var retried = await db.WriteAsync(() => mine.RetryFailedAsync(now, cancellationToken), cancellationToken);
        if (retried > 0)
        {
            signals.PhotosPending.Raise();
            return null;
        }

        if (await mine.AnyAsync(cancellationToken))
            return Problem.Conflict("Only a photo that failed can be processed again.");
        return await db.CanReadPhotoAsync(id, caller, cancellationToken) ? Problem.Forbidden() : Problem.NotFound();
    }

    private Task<Photo?> SnapshotAsync(Guid id, Caller caller, CancellationToken cancellationToken) => db.Photos.AsNoTracking()
        .Where(photo => photo.Id == id).Where(PhotoAccess.CanRead(caller))
        .Include(photo => photo.Event).Include(photo => photo.TaggedPeople).FirstOrDefaultAsync(cancellationToken);

    internal static void Apply(UpdateSettersBuilder<Photo> set, PhotoSettings given, UnderstoodSettings settings)
    {
        set.SetProperty(photo => photo.Status, photo => photo.Status); // there is always something to set
        if (!string.IsNullOrWhiteSpace(given.ReadPerm))
        {
            // Every media URL handed out before ends: whoever still may see the photo gets new ones with the next list.
            var permission = settings.ReadPerm;
            set.SetProperty(photo => photo.MediaVersion, photo => photo.ReadPerm == permission ? photo.MediaVersion : photo.MediaVersion + 1);
            set.SetProperty(photo => photo.ReadPerm, permission);
        }

        if (!string.IsNullOrWhiteSpace(given.SharePerm))
            set.SetProperty(photo => photo.SharePerm, settings.SharePerm);
        if (settings.Timestamp is { } timestamp)
            set.SetProperty(photo => photo.Timestamp, timestamp).SetProperty(photo => photo.TimestampGiven, true);
    }

    private async Task ReplaceTagsAsync(Guid photo, string[] tags, CancellationToken cancellationToken)
    {
        await db.PhotoTags.Where(tag => tag.PhotoId == photo).ExecuteDeleteAsync(cancellationToken);
        db.PhotoTags.AddRange(tags.Select(tag => new PhotoTag { PhotoId = photo, Tag = tag, Normalized = tag.ToLowerInvariant() }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task ReplacePeopleAsync(Guid photo, IReadOnlyList<Guid> people, Caller caller, CancellationToken cancellationToken)
    {
        var known = await db.TaggedPeople.Where(person => person.PhotoId == photo).Select(person => person.UserId).ToListAsync(cancellationToken);
        var gone = known.Except(people).ToList();
        var added = people.Except(known).ToList();
        await db.TaggedPeople.Where(person => person.PhotoId == photo && gone.Contains(person.UserId)).ExecuteDeleteAsync(cancellationToken);
        await notifier.UntaggedAsync(gone, photo, cancellationToken);
        var now = clock.UtcNow;
        db.TaggedPeople.AddRange(added.Select(person => new TaggedPerson { PhotoId = photo, UserId = person, CreatedAt = now }));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var person in added)
            await notifier.TaggedAsync(person, caller.Id, photo, cancellationToken);
        db.ChangeTracker.Clear();
    }
}
