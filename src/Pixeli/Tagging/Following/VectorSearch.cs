using Pixeli.Hosting;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.Following;

/// <summary>Looks through vectors beside requests and uploads.</summary>
public static class VectorSearch
{
    private const int MostThreads = 2; // uploads want processors as well

    /// <summary>The vectors that are nearest to one, the nearest first; see <see cref="VectorIndex.Nearest"/>.</summary>
    /// <param name="index">Where to look.</param>
    /// <param name="wanted">Of length one.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="least">The least cosine similarity.</param>
    /// <param name="among">The only ids that may be found; null for all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static Task<IReadOnlyList<VectorMatch>> NearestAsync(
        this VectorIndex index, float[] wanted, int count, float least, IReadOnlySet<Guid>? among, CancellationToken cancellationToken) =>
        OwnThread.RunAsync(
            () => index.Nearest(wanted, count, least, among, Math.Min(MostThreads, Environment.ProcessorCount), cancellationToken), cancellationToken);
}
