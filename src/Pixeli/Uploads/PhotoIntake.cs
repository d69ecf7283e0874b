using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Notifications;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Uploads;

/// <summary>A staged file and what is to become of it.</summary>
public sealed record IntakeFile(StagedPhoto Staged, string FileName, UnderstoodSettings Settings, IReadOnlyList<Guid> People);

/// <summary>What became of a file: a new photo, or the one that has the same bytes already.</summary>
public sealed record IntakeResult(Guid PhotoId, bool IsDuplicate);

/// <summary>
/// Makes photos of staged files, for every way in: original into storage, then the rows in one transaction. Only when that
/// returned is an upload safe. A process that dies between the two leaves the intent file, by which the next one cleans up.
/// </summary>
public sealed class PhotoIntake(PixeliDb db, IBlobStore store, Staging staging, Notifier notifier, Signals signals, TimeProvider clock)
{
    private const int MaxRaces = 5;

    /// <summary>Accepts files into an event. The staged files are gone afterwards, whatever happened.</summary>
    /// <param name="eventId">Where they become photos.</param>
    /// <param name="photographerId">Whose photos.</param>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Stops before the rows are committed, never after.</param>
    /// <param name="record">What else is to be written in the transaction that makes the photos; may be run again after a race.</param>
    /// <returns>One result a file, in their order.</returns>
    /// <exception cref="EventGoneException">The event was deleted in the meantime.</exception>
    public async Task<IReadOnlyList<IntakeResult>> AcceptAsync(
        Guid eventId,
        Guid photographerId,
        IReadOnlyList<IntakeFile> files,
        CancellationToken cancellationToken,
        Func<IReadOnlyList<IntakeResult>, Task>? record = null)
    {
        var stored = new List<Guid>();
        try
        {
            var known = await KnownAsync(eventId, files, cancellationToken);
            foreach (var file in files.DistinctBy(file => Convert.ToHexString(file.Staged.Sha256)))
            {
                if (known.ContainsKey(Convert.ToHexString(file.Staged.Sha256)))
                    continue;
                stored.Add(file.Staged.Id); // before: a store that did not answer may have it all the same
                await store.PutFileAsync(PhotoBlobs.Original(file.Staged.Id), file.Staged.Path, cancellationToken);
            }

            for (var race = 1; ; race++)
            {
                try
                {
                    notifier.Forget(); // of a race that was lost
                    var results = await CommitAsync(eventId, photographerId, files, record, cancellationToken);
                    stored.RemoveAll(id => results.Any(result => result.PhotoId == id && !result.IsDuplicate));
                    for (var created = results.Count(result => !result.IsDuplicate); created > 0; created--)
                        signals.PhotosPending.Raise();
                    await notifier.SendAsync(CancellationToken.None); // the photos are safe: nothing may undo that any more
                    return results;
                }
                catch (DbUpdateException failure) when (race < MaxRaces && db.IsUniqueViolation(failure))
                {
                    db.ChangeTracker.Clear(); // somebody uploaded the same bytes at the same time: look again, theirs is the photo
                }
                catch (DbUpdateException failure) when (db.IsForeignKeyViolation(failure))
                {
                    throw new EventGoneException();
                }
            }
        }
        finally
        {
            var left = await RemoveUnusedAsync(stored);
            foreach (var file in files)
                staging.Discard(file.Staged, keepIntent: left.Contains(file.Staged.Id));
        }
    }

    // A commit whose connection broke may have happened all the same: the row says. If it cannot be asked, that throws, and the
    // intents stay for whoever cleans up after this process.
    /// <returns>Those that may still lie in a store that cannot be reached; their intents stay too.</returns>
    private async Task<IReadOnlyCollection<Guid>> RemoveUnusedAsync(List<Guid> stored)
    {
        if (stored.Count == 0)
            return [];
        var kept = await db.Photos.Where(photo => stored.Contains(photo.Id)).Select(photo => photo.Id).ToListAsync(CancellationToken.None);
        var unused = stored.Except(kept).ToHashSet();
        try
        {
            foreach (var id in unused.ToList())
            {
                await store.DeleteAllAsync(PhotoBlobs.Prefix(id), CancellationToken.None);
                unused.Remove(id);
            }
        }
        catch (StorageUnavailableException)
        {
            // what is left of them is nobody's, and is looked for after this process by its intents
        }

        return unused;
    }

    private Task<List<IntakeResult>> CommitAsync(
        Guid eventId,
        Guid photographerId,
        IReadOnlyList<IntakeFile> files,
        Func<IReadOnlyList<IntakeResult>, Task>? record,
        CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var known = await KnownAsync(eventId, files, cancellationToken);
                var now = clock.UtcNow;
                var results = new List<IntakeResult>(files.Count);
                var added = new List<Photo>();
                foreach (var file in files)
                {
                    var hash = Convert.ToHexString(file.Staged.Sha256);
                    var isNew = known.TryAdd(hash, file.Staged.Id);
                    if (isNew)
                        added.Add(NewPhoto(eventId, photographerId, file, now));
                    results.Add(new(known[hash], !isNew));
                }

                db.Photos.AddRange(added);
                await db.SaveChangesAsync(cancellationToken);
                await NotifyAsync(eventId, photographerId, added, cancellationToken);
                db.ChangeTracker.Clear();
                if (record is not null)
                    await record(results);
                return results;
            },
            cancellationToken);

    private async Task NotifyAsync(Guid eventId, Guid photographerId, List<Photo> added, CancellationToken cancellationToken)
    {
        // After the rows, which hold the event: who deletes it either waits for them, or is seen here.
        var owner = await db.Events.Where(item => item.Id == eventId && item.DeletedAt == null).Select(item => new { item.CoordinatorId }).FirstOrDefaultAsync(cancellationToken)
            ?? throw new EventGoneException();
        foreach (var photo in added)
        {
            foreach (var person in photo.TaggedPeople)
                await notifier.TaggedAsync(person.UserId, photographerId, photo.Id, cancellationToken);
        }

        if (owner.CoordinatorId is { } coordinator)
            await notifier.PhotosAddedAsync(coordinator, photographerId, eventId, added.Count, cancellationToken);
    }

    private async Task<Dictionary<string, Guid>> KnownAsync(Guid eventId, IReadOnlyList<IntakeFile> files, CancellationToken cancellationToken)
    {
        var hashes = files.Select(file => file.Staged.Sha256).ToList();
        var known = await db.Photos.Where(photo => photo.EventId == eventId && hashes.Contains(photo.Sha256))
            .Select(photo => new { photo.Sha256, photo.Id }).ToListAsync(cancellationToken);
        return known.ToDictionary(photo => Convert.ToHexString(photo.Sha256), photo => photo.Id);
    }

    private static Photo NewPhoto(Guid eventId, Guid photographerId, IntakeFile file, DateTime now)
    {
        var (staged, settings) = (file.Staged, file.Settings);
        var photo = new Photo
        {
            Id = staged.Id,
            EventId = eventId,
            PhotographerId = photographerId,
            Timestamp = settings.Timestamp ?? now,
            TimestampGiven = settings.Timestamp is not null,
            CreatedAt = now,
            ClaimedUntil = now,
            ReadPerm = settings.ReadPerm,
            SharePerm = settings.SharePerm,
            FileName = file.FileName,
            ContentType = staged.Image.Format.MediaType(),
            Bytes = staged.Bytes,
            Sha256 = staged.Sha256,
            Width = staged.Image.Width,
            Height = staged.Image.Height,
        };
        foreach (var tag in settings.Tags)
            photo.Tags.Add(new() { PhotoId = photo.Id, Tag = tag, Normalized = tag.ToLowerInvariant() });
        foreach (var person in file.People.Distinct())
            photo.TaggedPeople.Add(new() { PhotoId = photo.Id, UserId = person, CreatedAt = now });
        return photo;
    }
}

/// <summary>The event a photo was meant for is gone.</summary>
public sealed class EventGoneException() : Exception("This event was deleted.");
