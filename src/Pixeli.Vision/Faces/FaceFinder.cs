using Pixeli.Vision.Packs;
using Pixeli.Vision.Pixels;

namespace Pixeli.Vision.Faces;

/// <summary>
/// Finds the faces of a picture: in all of it at once and, where there are many or small ones, again in overlapping tiles at full size.
/// Thread-safe.
/// </summary>
public sealed class FaceFinder : IDisposable
{
    private const float SameFace = 0.3f;
    private const float PartOfFace = 0.7f;

    private readonly YuNet _detector;
    private readonly float _score;
    private readonly KeptArray<byte> _view; // what the detector sees

    internal FaceFinder(YuNet detector, PackModel description, string pack)
    {
        (_detector, _score, Pack) = (detector, description.Threshold("score", 0.7f), pack);
        _view = new(detector.Width * detector.Height * 3);
    }

    /// <summary>The pack it is of.</summary>
    public string Pack { get; }

    /// <param name="image">The picture.</param>
    /// <param name="expectMany">Whether something else says that there are many people, who may be too small to be seen at first.</param>
    /// <param name="cancellationToken">Heeded between two tiles.</param>
    /// <returns>The surest first.</returns>
    public IReadOnlyList<Face> Find(RgbImage image, bool expectMany = false, CancellationToken cancellationToken = default)
    {
        using var view = _view.Take();
        var whole = Letterbox.Fit(image, _detector.Width, _detector.Height, view.Array);
        var tiles = new Tiles(image, _detector.Width, _detector.Height);
        var candidates = _detector.Candidates(whole, tiles.Hint).ToList();
        var found = Best(candidates.Where(face => face.Score >= _score));
        if (whole.Scale >= 1 || !expectMany && !tiles.AreWorthIt(Best(candidates), whole.Scale))
            return found;
        foreach (var tile in tiles.All(view.Array))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(_detector.Candidates(tile, _score).Where(face => tiles.IsWhole(face.Box, tile.Part)));
        }
        return Best(found);
    }

    public void Dispose() => _detector.Dispose();

    private static List<Face> Best(IEnumerable<Face> faces) => Suppression.Best(faces, face => face.Score, (better, other) =>
        better.Box.Overlap(other.Box) > SameFace || better.Box.Shared(other.Box) > PartOfFace * MathF.Min(better.Box.Area, other.Box.Area));
}
