using Pixeli.Vision.Pixels;

namespace Pixeli.Vision.Faces;

/// <summary>Parts of a picture that overlap by more than the largest face that is looked for in them.</summary>
internal sealed class Tiles(RgbImage image, int width, int height)
{
    private const int ManyFaces = 3;
    private const float SmallFace = 32; // pixels across, as the detector sees it
    private const float Overlap = 0.25f;
    private const int MostTiles = 12;
    private const float Edge = 2;

    /// <summary>How sure the detector must be of what is only a reason to look closer.</summary>
    public float Hint => 0.4f;

    /// <summary>Whether what was seen in the whole picture, made smaller by the scale, suggests that there is more.</summary>
    public bool AreWorthIt(IReadOnlyCollection<Face> seen, float scale) =>
        seen.Count >= ManyFaces || seen.Any(face => face.Box.Width * scale < SmallFace);

    /// <summary>The picture's tiles, at its own size or as large as is affordable, one after the other in the same place.</summary>
    public IEnumerable<Letterbox> All(byte[] pixels)
    {
        var scale = 1f;
        while (Count(image.Width * scale, width) * Count(image.Height * scale, height) > MostTiles)
            scale *= 0.9f;
        foreach (var top in Starts(image.Height, height / scale))
            foreach (var left in Starts(image.Width, width / scale))
                yield return Letterbox.Of(image, new Box(left, top, MathF.Min(width / scale, image.Width), MathF.Min(height / scale, image.Height)), scale, pixels);
    }

    /// <summary>Whether a face is not cut off by a tile's edge, unless that is the picture's edge too. A neighbour has all of it.</summary>
    public bool IsWhole(Box face, Box tile) =>
        (face.Left > tile.Left + Edge || tile.Left <= 0) && (face.Top > tile.Top + Edge || tile.Top <= 0)
        && (face.Right < tile.Right - Edge || tile.Right >= image.Width) && (face.Bottom < tile.Bottom - Edge || tile.Bottom >= image.Height);

    private static int Count(float length, int tile) => length <= tile ? 1 : 1 + (int)MathF.Ceiling((length - tile) / (tile * (1 - Overlap)));

    private static IEnumerable<float> Starts(int length, float tile)
    {
        var count = length <= tile ? 1 : 1 + (int)MathF.Ceiling((length - tile) / (tile * (1 - Overlap)));
        return Enumerable.Range(0, count).Select(index => count == 1 ? 0 : index * (length - tile) / (count - 1));
    }
}
