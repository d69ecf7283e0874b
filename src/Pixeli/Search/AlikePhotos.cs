using Pixeli.Hosting.Paging;
using Pixeli.Photos;
using Pixeli.Vision.Vectors;

namespace Pixeli.Search;

/// <summary>Photos ranked by how much they look like what words say.</summary>
/// <param name="ranked">The most alike first, then by id.</param>
public sealed class AlikePhotos(IReadOnlyList<VectorMatch> ranked)
{
    private readonly Dictionary<Guid, float> _scores = ranked.ToDictionary(match => match.Id, match => match.Score);

    public int Count => ranked.Count;

    /// <summary>The sort key of a photo of a search that ends with this ranking.</summary>
    public PageKey KeyOf(PhotoItem photo) => new(photo.Timestamp, photo.Id, _scores.TryGetValue(photo.Id, out var score) ? score : null);

    /// <summary>The photos behind a key, in order: all of them where it is not of the ranking.</summary>
    internal IEnumerable<Guid> After(PageKey? key) => ranked
        .Where(match => key?.Score is not { } score || match.Score < score || (match.Score == score && match.Id > key.Id))
        .Select(match => match.Id);
}
