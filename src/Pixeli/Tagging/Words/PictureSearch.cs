using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Photos;
using Pixeli.Vision;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.Words;

/// <summary>Finds photos that look like what words say, by their vectors. Without a pack that knows words there are none.</summary>
public sealed partial class PictureSearch(
    PixeliDb db, IVisionEngine engine, WordVectors words, PictureVectors pictures, ILogger<PictureSearch> logger)
{
    private const int MostThreads = 2; // uploads want processors as well

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
        var permitted = among is null ? null : await among.Select(photo => photo.Id).ToHashSetAsync(cancellationToken);
        var threads = Math.Min(MostThreads, Environment.ProcessorCount);
        return await Task.Run(
            () => index.Nearest(wanted, most, (float)pack.Threshold, permitted, threads, cancellationToken), cancellationToken);
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
