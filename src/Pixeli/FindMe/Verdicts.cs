using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Notifications;
using Pixeli.Photos;
using Pixeli.Photos.Live;

namespace Pixeli.FindMe;

/// <summary>Decides whether somebody is in a photo. Each returns the problem, or null when it is done.</summary>
public sealed class Verdicts(PixeliDb db, Notifier notifier, PhotoFeed feed, PersonSuggestions suggestions, PhotoEdits edits, TimeProvider clock)
{
    // Both only of somebody who still asks to be found, and only while there is the photo.
    private const string DecideSql = """
        INSERT INTO face_verdicts (user_id, photo_id, is_me, decided_at)
        SELECT selfies.user_id, photos.id, {2}, {3} FROM selfies, photos WHERE selfies.user_id = {0} AND photos.id = {1}
        """;

    private const string DenySql = """
        INSERT INTO denied_suggestions (user_id, photo_id, denied_at)
        SELECT selfies.user_id, photos.id, {2} FROM selfies, photos WHERE selfies.user_id = {0} AND photos.id = {1}
        """;

    private const string LockSql = " FOR KEY SHARE"; // waits for who is just deleting one of them
    private const string OnceSql = " ON CONFLICT (user_id, photo_id) DO NOTHING";
    private const string LaterSql = " ON CONFLICT (user_id, photo_id) DO UPDATE SET is_me = excluded.is_me, decided_at = excluded.decided_at";

    private static readonly Problem NotAsked = Problem.Conflict("Ask to be found first.");
    private static readonly Problem NotSuggested = Problem.Conflict("This person is not suggested any more.");

    /// <summary>The caller says that a photo shows them, or does not. A photo they may not read is not found.</summary>
    public async Task<Problem?> DecideAsync(Guid photo, bool isMe, Caller caller, CancellationToken cancellationToken)
    {
        if (await EventOfAsync(photo, caller, cancellationToken) is not { } eventId)
            return Problem.NotFound();
        if (!await db.Selfies.AnyAsync(selfie => selfie.UserId == caller.Id, cancellationToken))
            return NotAsked;
        var problem = await db.WriteAsync(() => RecordAsync(photo, caller.Id, isMe, caller, NotAsked, cancellationToken), cancellationToken);
        if (problem is not null)
            return problem;
        if (isMe)
            feed.Changed(eventId, photo);
        return null;
    }

    /// <summary>The caller takes back what they said of a photo: it may come again, and names them no longer.</summary>
    public async Task<Problem?> TakeBackAsync(Guid photo, Caller caller, CancellationToken cancellationToken)
    {
        if (await EventOfAsync(photo, caller, cancellationToken) is null)
            return Problem.NotFound();
        var mine = db.FaceVerdicts.Where(verdict => verdict.UserId == caller.Id && verdict.PhotoId == photo);
        if (await mine.AnyAsync(verdict => verdict.IsMe, cancellationToken))
            await edits.RemoveMeAsync(photo, caller, cancellationToken); // somebody may have done that already
        await db.WriteAsync(() => mine.ExecuteDeleteAsync(cancellationToken), cancellationToken);
        return null;
    }

    /// <summary>Who may edit a photo accepts that somebody is in it who was suggested to them.</summary>
    public async Task<Problem?> AcceptAsync(Guid photo, Guid person, Caller caller, CancellationToken cancellationToken)
    {
        var (eventId, refusal) = await EventOfEditableAsync(photo, caller, cancellationToken);
        if (refusal is not null)
            return refusal;
        if (!await IsSuggestedAsync(photo, person, caller, cancellationToken))
            return NotSuggested;
        notifier.Forget();
        var problem = await db.WriteAsync(() => RecordAsync(photo, person, isMe: true, caller, NotSuggested, cancellationToken), cancellationToken);
        if (problem is not null)
            return problem;
        await notifier.SendAsync(cancellationToken);
        feed.Changed(eventId, photo);
        return null;
    }

    /// <summary>Who may edit a photo says that a person who was suggested to them is not in it. Saying it twice changes nothing.</summary>
    public async Task<Problem?> DenyAsync(Guid photo, Guid person, Caller caller, CancellationToken cancellationToken)
    {
        var (_, refusal) = await EventOfEditableAsync(photo, caller, cancellationToken);
        if (refusal is not null)
            return refusal;
        if (await db.DeniedSuggestions.AnyAsync(denied => denied.PhotoId == photo && denied.UserId == person, cancellationToken))
            return null;
        if (!await IsSuggestedAsync(photo, person, caller, cancellationToken))
            return NotSuggested;
        var sql = Locking(DenySql) + OnceSql;
        await db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync(sql, [person, photo, db.Instant(clock.UtcNow)], cancellationToken), cancellationToken);
        return null;
    }

    private Task<Guid?> EventOfAsync(Guid photo, Caller caller, CancellationToken cancellationToken) => db.Photos.Where(PhotoAccess.CanRead(caller))
        .Where(item => item.Id == photo).Select(item => (Guid?)item.EventId).FirstOrDefaultAsync(cancellationToken);

    // What the caller may not read is not found; what they may read but not edit is forbidden.
    private async Task<(Guid EventId, Problem? Problem)> EventOfEditableAsync(Guid photo, Caller caller, CancellationToken cancellationToken)
    {
        if (await EventOfAsync(photo, caller, cancellationToken) is not { } eventId)
            return (default, Problem.NotFound());
        return await db.Photos.Where(PhotoAccess.CanEdit(caller)).AnyAsync(item => item.Id == photo, cancellationToken)
            ? (eventId, null)
            : (default, Problem.Forbidden());
    }

    private async Task<bool> IsSuggestedAsync(Guid photo, Guid person, Caller caller, CancellationToken cancellationToken) =>
        (await suggestions.ForAsync(photo, caller, cancellationToken)).Any(suggestion => suggestion.Person.Id == person);

    // The rule again, inside the transaction: since it was asked, the photo may have gone, or the person withdrawn. What is said of them is
    // kept first, so that nothing is done where it cannot be.
    private async Task<Problem?> RecordAsync(Guid photo, Guid person, bool isMe, Caller caller, Problem withdrawn, CancellationToken cancellationToken)
    {
        if (!await db.Photos.Where(PhotoAccess.CanRead(caller)).AnyAsync(item => item.Id == photo, cancellationToken))
            return Problem.NotFound();
        var sql = Locking(DecideSql) + LaterSql;
        if (await db.Database.ExecuteSqlRawAsync(sql, [person, photo, isMe, db.Instant(clock.UtcNow)], cancellationToken) == 0)
            return withdrawn;
        if (isMe)
            await TagAsync(photo, person, caller, cancellationToken);
        return null;
    }

    private async Task TagAsync(Guid photo, Guid person, Caller caller, CancellationToken cancellationToken)
    {
        var isNew = await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO tagged_people (photo_id, user_id, created_at) VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING",
            [photo, person, db.Instant(clock.UtcNow)],
            cancellationToken) > 0;
        if (isNew)
            await notifier.TaggedAsync(person, caller.Id, photo, cancellationToken); // nobody is told of their own act
    }

    private string Locking(string sql) => db.IsSqlite ? sql : sql + LockSql;
}
