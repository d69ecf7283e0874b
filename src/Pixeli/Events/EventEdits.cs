using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Notifications;
using Pixeli.Photos;
using Pixeli.Photos.Live;

namespace Pixeli.Events;

/// <summary>Creates, edits and deletes events. Each returns the problem, or null when it is done.</summary>
public sealed class EventEdits(PixeliDb db, PhotoFeed feed, Signals signals, TimeProvider clock)
{
    private static FieldError NotInEvent { get; } = new("cover_photo_id", "This photo is not in the event.");

    /// <summary>Creates an event whose coordinator is the caller.</summary>
    public async Task<(Guid Id, Problem? Problem)> CreateAsync(EventChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var item = new Event { Title = "", CoordinatorId = caller.Id, CreatedAt = clock.UtcNow };
        var errors = changes.ApplyTo(item);
        if (errors.Count > 0)
            return (default, Problem.Invalid(errors));
        if (item.CoverPhotoId is not null)
            return (default, Problem.Invalid([NotInEvent])); // it has no photos yet
        await db.WriteAsync(
            async () =>
            {
                db.Events.Add(item);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return (item.Id, null);
    }

    public async Task<Problem?> EditAsync(Guid id, EventChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var problem = await db.WriteAsync(() => ApplyAsync(id, changes, caller, cancellationToken), cancellationToken);
        if (problem is null)
            feed.Reload(id);
        return problem;
    }

    /// <summary>From here on nobody sees the event or its photos; <see cref="EventRemoval"/> removes them.</summary>
    public async Task<Problem?> DeleteAsync(Guid id, bool deletePhotos, Caller caller, CancellationToken cancellationToken)
    {
        var problem = await db.WriteAsync(
            async () =>
            {
                var (item, refusal) = await FindEditableAsync(id, caller, cancellationToken);
                if (item is null)
                    return refusal;
                if (!db.IsSqlite) // whoever is adding a photo is waited for, and who comes after finds no event
                    await db.Database.ExecuteSqlAsync($"SELECT 1 FROM events WHERE id = {id} FOR UPDATE", cancellationToken);
                if (!deletePhotos && await db.Photos.AnyAsync(photo => photo.EventId == id, cancellationToken))
                    return Problem.Conflict("This event has photos. Delete them first, or delete the event with delete_photos=true.");
                await db.Notifications.Where(row => row.TargetId == id).ExecuteDeleteAsync(cancellationToken);
                await db.Events.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeletedAt, clock.UtcNow), cancellationToken);
                return null;
            },
            cancellationToken);
        if (problem is null)
        {
            signals.EventsDeleted.Raise();
            feed.Reload(id);
        }

        return problem;
    }

    private async Task<Problem?> ApplyAsync(Guid id, EventChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var (item, refusal) = await FindEditableAsync(id, caller, cancellationToken);
        if (item is null)
            return refusal;
        var errors = changes.ApplyTo(item);
        if (errors.Count == 0 && changes.CoverPhotoId is { IsGiven: true, Value: { } cover }
            && !await db.Photos.Where(PhotoAccess.CanRead(caller)).AnyAsync(photo => photo.Id == cover && photo.EventId == id, cancellationToken))
            errors = [NotInEvent];
        if (errors.Count > 0)
        {
            db.ChangeTracker.Clear();
            return Problem.Invalid(errors);
        }

        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    // What the caller may not read is not found; what they may read but not edit is forbidden.
    private async Task<(Event? Item, Problem? Problem)> FindEditableAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var item = await db.Events.Where(EventAccess.CanRead(caller)).FirstOrDefaultAsync(item => item.Id == id, cancellationToken);
        if (item is null)
            return (null, Problem.NotFound());
        return await db.Events.Where(EventAccess.CanEdit(caller)).AnyAsync(row => row.Id == id, cancellationToken)
            ? (item, null)
            : (null, Problem.Forbidden());
    }
}
