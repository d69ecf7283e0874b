using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Notifications;
using Pixeli.Photos.Live;

namespace Pixeli.Photos.Batches;

/// <summary>Edits and deletes many photos in one transaction: those that the caller may, and says which those were.</summary>
public sealed class PhotoBatches(PixeliDb db, Notifier notifier, PhotoFeed feed, Signals signals, TimeProvider clock)
{
    public async Task<BatchResult> DeleteAsync(Guid[] ids, Caller caller, CancellationToken cancellationToken)
    {
        var before = await SnapshotsAsync(ids, caller, cancellationToken);
        var mine = await AllowedAsync(ids, PhotoAccess.CanDelete(caller), caller, cancellationToken);
        if (mine.Count > 0)
        {
            await db.WriteAsync(() => db.DeletePhotosAsync(mine, clock.UtcNow, cancellationToken), cancellationToken);
            signals.PhotosDeleted.Raise();
            foreach (var photo in before.Where(photo => mine.Contains(photo.Id)))
                feed.Removed(photo);
        }

        return Result(ids, before, mine);
    }

    public async Task<(BatchResult? Result, Problem? Problem)> EditAsync(
        Guid[] ids, BatchEdit edit, Caller caller, CancellationToken cancellationToken)
    {
        var settings = new PhotoSettings
        {
            ReadPerm = edit.ReadPerm,
            SharePerm = edit.SharePerm,
            UserTags = edit.AddTags,
            TaggedUsernames = edit.AddUsernames,
        };
        var (understood, errors) = settings.Understand();
        if (understood is null)
            return (null, Problem.Invalid([.. errors.Select(error => error with { Field = FieldOf(error.Field) })]));
        var people = await db.PeopleByNameAsync([.. understood.People.Select(name => name.ToUpperInvariant())], cancellationToken);
        if (understood.UnknownIn(people) is { } unknown)
            return (null, Problem.Invalid("add_usernames", unknown));
        var before = await SnapshotsAsync(ids, caller, cancellationToken);
        var mine = await AllowedAsync(ids, PhotoAccess.CanEdit(caller), caller, cancellationToken);
        if (mine.Count > 0)
        {
            notifier.Forget();
            await db.WriteAsync(
                async () =>
                {
                    // First, since it makes edits of one photo take turns on PostgreSQL.
                    await db.Photos.Where(photo => mine.Contains(photo.Id))
                        .ExecuteUpdateAsync(set => PhotoEdits.Apply(set, settings, understood), cancellationToken);
                    await AddTagsAsync(mine, understood.Tags, cancellationToken);
                    await AddPeopleAsync(mine, understood.PeopleIn(people), caller, cancellationToken);
                },
                cancellationToken);
            await notifier.SendAsync(cancellationToken);
            foreach (var photo in before.Where(photo => mine.Contains(photo.Id)))
                feed.Changed(photo.EventId, photo.Id, photo);
        }

        return (Result(ids, before, mine), null);
    }

    private static string FieldOf(string field) => field switch
    {
        "user_tags" => "add_tags",
        "tagged_usernames" => "add_usernames",
        _ => field,
    };

    private static BatchResult Result(Guid[] ids, List<Photo> readable, HashSet<Guid> done) => new(
        [.. ids.Where(done.Contains)],
        [.. ids.Where(id => !done.Contains(id) && readable.Any(photo => photo.Id == id))],
        [.. ids.Where(id => readable.All(photo => photo.Id != id))]);

    private Task<List<Photo>> SnapshotsAsync(Guid[] ids, Caller caller, CancellationToken cancellationToken) => db.Photos.AsNoTracking()
        .Where(photo => ids.Contains(photo.Id)).Where(PhotoAccess.CanRead(caller))
        .Include(photo => photo.Event).Include(photo => photo.TaggedPeople).ToListAsync(cancellationToken);

    private async Task<HashSet<Guid>> AllowedAsync(
        Guid[] ids, Expression<Func<Photo, bool>> rule, Caller caller, CancellationToken cancellationToken) =>
        [.. await db.Photos.Where(photo => ids.Contains(photo.Id)).Where(PhotoAccess.CanRead(caller)).Where(rule)
            .Select(photo => photo.Id).ToListAsync(cancellationToken)];

    private async Task AddTagsAsync(HashSet<Guid> photos, string[] tags, CancellationToken cancellationToken)
    {
        if (tags.Length == 0)
            return;
        var known = (await db.PhotoTags.AsNoTracking().Where(tag => photos.Contains(tag.PhotoId)).ToListAsync(cancellationToken))
            .ToLookup(tag => tag.PhotoId, tag => tag.Normalized);
        foreach (var photo in photos)
        {
            var added = tags.Where(tag => !known[photo].Contains(tag.ToLowerInvariant())).ToList();
            if (known[photo].Count() + added.Count <= PhotoSettings.MaxTags)
                db.PhotoTags.AddRange(added.Select(tag => new PhotoTag { PhotoId = photo, Tag = tag, Normalized = tag.ToLowerInvariant() }));
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task AddPeopleAsync(HashSet<Guid> photos, IReadOnlyList<Guid> people, Caller caller, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
            return;
        var known = (await db.TaggedPeople.AsNoTracking().Where(person => photos.Contains(person.PhotoId)).ToListAsync(cancellationToken))
            .ToLookup(person => person.PhotoId, person => person.UserId);
        var now = clock.UtcNow;
        var added = (from photo in photos from person in people where !known[photo].Contains(person) select (Photo: photo, Person: person)).ToList();
        db.TaggedPeople.AddRange(added.Select(pair => new TaggedPerson { PhotoId = pair.Photo, UserId = pair.Person, CreatedAt = now }));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (photo, person) in added)
            await notifier.TaggedAsync(person, caller.Id, photo, cancellationToken);
        db.ChangeTracker.Clear();
    }
}
