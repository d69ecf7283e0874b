using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Photos;
using Pixeli.Tagging.Following;
using Pixeli.Vision;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.Words;

/// <summary>Finds photos that look like what words say, by their vectors. Without a pack that knows words there are none.</summary>
public sealed partial class PictureSearch(
    PixeliDb db, IVisionEngine engine, WordVectors words, PictureVectors pictures, ILogger<PictureSearch> logger)
{
    private const int AtOnce = 500; // photos that one statement asks for
    private const int First = 2_000; // of those that are most alike, enough for who may see most of a site
    private const int MostByName = 16_000; // more are asked for as slowly as for all that somebody may see

    /// <summary>True where a pack that knows words is installed and works.</summary>
    public bool IsPossible => engine.Abilities.Words is not null;

    /// <summary>Photos that look most like what the words say, the most alike first, then by id: the same as long as nothing changes.</summary>
    /// <param name="text">What is looked for, best in English.</param>
    /// <param name="among">The only photos that are compared; null for all, who must then be allowed to know all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<IReadOnlyList<VectorMatch>> FindAsync(string text, IQueryable<Photo>? among, int most, CancellationToken cancellationToken)
    {
        var abilities = engine.Abilities;
        if (abilities.Words is not { } pack || await VectorAsync(abilities.Stamp, text, cancellationToken) is not { } wanted)
            return [];
        var index = await pictures.OfAsync(db, pack.Pack, wanted.Length, cancellationToken);
        return among is null
            ? await NearestAsync(most, null)
            : await PermittedAsync(among, NearestAsync, most, cancellationToken);

        Task<IReadOnlyList<VectorMatch>> NearestAsync(int count, IReadOnlySet<Guid>? permitted) =>
            index.NearestAsync(wanted, count, (float)pack.Threshold, permitted, cancellationToken);
    }

    // The most alike that may be found are the same whether permissions are asked for first or afterwards. Afterwards it takes a few
    // statements for who may see much, and would take as many as there are photos for who may see little: of those, the database names all.
    private static async Task<IReadOnlyList<VectorMatch>> PermittedAsync(
        IQueryable<Photo> among, Func<int, IReadOnlySet<Guid>?, Task<IReadOnlyList<VectorMatch>>> nearest, int most, CancellationToken cancellationToken)
    {
        for (var count = First; count <= MostByName;)
        {
            var alike = await nearest(count, null);
            var found = await AmongAsync(among, alike, most, cancellationToken);
            if (found.Count == most || alike.Count < count)
                return found;
            var expected = found.Count == 0 ? int.MaxValue : (long)count * most / found.Count * 3 / 2;
            if (expected > MostByName)
                break;
            count = (int)expected;
        }

        return await nearest(most, await among.Select(photo => photo.Id).ToHashSetAsync(cancellationToken));
    }

    private static async Task<List<VectorMatch>> AmongAsync(
        IQueryable<Photo> among, IReadOnlyList<VectorMatch> alike, int most, CancellationToken cancellationToken)
    {
        var found = new List<VectorMatch>();
        foreach (var some in alike.Chunk(AtOnce))
        {
            var ids = some.Select(match => match.Id).ToList();
            var permitted = await among.Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellationToken);
            found.AddRange(some.Where(match => permitted.Contains(match.Id)).Take(most - found.Count));
            if (found.Count == most)
                break;
        }

        return found;
    }

    // A search that cannot look at pictures still finds words.
    private async Task<float[]?> VectorAsync(string stamp, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await words.OfAsync(stamp, text, cancellationToken);
        }
        catch (VisionException failure)
        {
            LogFailed(failure);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Words could not be compared with pictures")]
    private partial void LogFailed(Exception failure);
}
