using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;
using Pixeli.Tagging;

namespace Pixeli.FindMe;

/// <summary>Finds the photos a person may be in. The database leaves out what they may not see before any face is compared.</summary>
public sealed class FaceMatches(PixeliDb db, PhotoQueries photos, IVisionEngine engine)
{
    /// <summary>Photos with a face like the caller's, strongest first: without those they are in already, and those they said are not them.</summary>
    public async Task<IReadOnlyList<FaceMatch>> FindAsync(Caller caller, Guid? eventId, int limit, CancellationToken cancellationToken)
    {
        if (engine.Abilities.People is not { } people
            || await db.Selfies.AsNoTracking().FirstOrDefaultAsync(item => item.UserId == caller.Id, cancellationToken) is not { } selfie
            || selfie.Pack != people.Pack)
            return [];
        var best = await BestAsync(selfie, people, eventId, caller, limit, cancellationToken);
        var shown = await photos.ByIdsAsync([.. best.Select(match => match.PhotoId)], caller, cancellationToken);
        return
        [
            .. best.Where(match => shown.ContainsKey(match.PhotoId)).Select(match =>
                new FaceMatch(shown[match.PhotoId], match.EventId, match.Likeness, match.Likeness >= people.Strong, match.Face)),
        ];
    }

    // A person is at most once in a photo: of several faces only the most alike counts.
    private async Task<List<Match>> BestAsync(
        Selfie selfie, PackAbility people, Guid? eventId, Caller caller, int limit, CancellationToken cancellationToken)
    {
        var best = new Dictionary<Guid, Match>();
        await foreach (var face in Comparable(people.Pack, eventId, caller).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Likeness.Between(selfie.Vector, face.Vector, people) is { } likeness
                && (!best.TryGetValue(face.PhotoId, out var known) || known.Likeness < likeness))
            {
                best[face.PhotoId] = new(face.PhotoId, face.EventId, likeness, face.Box);
                if (best.Count >= 2 * limit)
                    best = Best(best.Values, limit).ToDictionary(match => match.PhotoId);
            }
        }

        return [.. Best(best.Values, limit)];
    }

    // Who is cut off has so many before them already, and a better face in the same photo brings them back.
    private static IEnumerable<Match> Best(IEnumerable<Match> matches, int limit) =>
        matches.OrderByDescending(match => match.Likeness).ThenBy(match => match.PhotoId).Take(limit);

    private IQueryable<ComparedFace> Comparable(string pack, Guid? eventId, Caller caller)
    {
        var me = caller.Id;
        var readable = db.Photos.Where(PhotoAccess.CanRead(caller)).Where(photo => photo.Status == PhotoStatus.Completed);
        if (eventId is { } only)
            readable = readable.Where(photo => photo.EventId == only);
        var decided = db.FaceVerdicts.Where(verdict => verdict.UserId == me).Select(verdict => verdict.PhotoId);
        readable = readable.Where(photo => !photo.TaggedPeople.Any(person => person.UserId == me) && !decided.Contains(photo.Id));
        return from face in db.Faces.AsNoTracking()
               join photo in readable on face.PhotoId equals photo.Id
               where face.IsClear && face.Pack == pack && face.Vector != null
               select new ComparedFace(photo.Id, photo.EventId, new FaceBox(face.Left, face.Top, face.Width, face.Height), face.Vector!);
    }

    private sealed record ComparedFace(Guid PhotoId, Guid EventId, FaceBox Box, byte[] Vector);

    private sealed record Match(Guid PhotoId, Guid EventId, double Likeness, FaceBox Face);
}
