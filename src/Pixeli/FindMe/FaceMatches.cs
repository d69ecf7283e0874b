using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;
using Pixeli.Tagging;
using Pixeli.Tagging.Following;
using Pixeli.Tagging.People;
using Pixeli.Vision.Vectors;

namespace Pixeli.FindMe;

/// <summary>
/// Finds the photos a person may be in. Memory names the faces that are like theirs; the database, asked anew each time, says which of
/// those there still are, in photos that the person may see, and how alike they are.
/// </summary>
public sealed class FaceMatches(PixeliDb db, PhotoQueries photos, FaceVectors faces, IVisionEngine engine)
{
    private const int AtOnce = 500; // faces that one statement asks for
    private const float Inexact = 0.005f; // twice and more what likeness in memory may be off by

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
        foreach (var some in (await AlikeAsync(selfie, people, cancellationToken)).Chunk(AtOnce))
        {
            if (best.Count >= limit && Best(best.Values, limit).Last().Likeness > some[0].Score + Inexact)
                break; // whoever comes now is less alike than all of them
            var ids = some.Select(face => face.Id).ToList();
            await foreach (var face in Comparable(ids, people.Pack, eventId, caller).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (Likeness.Between(selfie.Vector, face.Vector, people) is { } likeness
                    && (!best.TryGetValue(face.PhotoId, out var known) || known.Likeness < likeness))
                    best[face.PhotoId] = new(face.PhotoId, face.EventId, likeness, face.Box);
            }
        }

        return [.. Best(best.Values, limit)];
    }

    // All of them, the most alike first: somebody who may see little of a large site finds what there is.
    private async Task<IReadOnlyList<VectorMatch>> AlikeAsync(Selfie selfie, PackAbility people, CancellationToken cancellationToken)
    {
        var wanted = Vectors.FromBytes(selfie.Vector).ToArray();
        var index = await faces.OfAsync(db, people.Pack, wanted.Length, cancellationToken);
        return await index.NearestAsync(wanted, index.Count, (float)people.Threshold - Inexact, among: null, cancellationToken);
    }

    private static IEnumerable<Match> Best(IEnumerable<Match> matches, int limit) =>
        matches.OrderByDescending(match => match.Likeness).ThenBy(match => match.PhotoId).Take(limit);

    private IQueryable<ComparedFace> Comparable(List<Guid> faces, string pack, Guid? eventId, Caller caller)
    {
        var me = caller.Id;
        var readable = db.Photos.Where(PhotoAccess.CanRead(caller)).Where(photo => photo.Status == PhotoStatus.Completed);
        if (eventId is { } only)
            readable = readable.Where(photo => photo.EventId == only);
        var decided = db.FaceVerdicts.Where(verdict => verdict.UserId == me).Select(verdict => verdict.PhotoId);
        var consent = db.Selfies.Where(selfie => selfie.UserId == me); // withdrawn this moment, it finds nothing any more
        readable = readable.Where(photo => consent.Any() && !photo.TaggedPeople.Any(person => person.UserId == me) && !decided.Contains(photo.Id));
        return from face in db.Faces.AsNoTracking().Where(face => faces.Contains(face.Id))
               join photo in readable on face.PhotoId equals photo.Id
               where face.IsClear && face.Pack == pack && face.Vector != null
               select new ComparedFace(photo.Id, photo.EventId, new FaceBox(face.Left, face.Top, face.Width, face.Height), face.Vector!);
    }

    private sealed record ComparedFace(Guid PhotoId, Guid EventId, FaceBox Box, byte[] Vector);

    private sealed record Match(Guid PhotoId, Guid EventId, double Likeness, FaceBox Face);
}
