using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Synthetic;

/// <summary>Turns an upright picture the way a camera held at an EXIF orientation would have stored it.</summary>
internal static class OrientedStorage
{
    private const int Horizontal = 0;

    // Orientations 2, 4, 5 and 7 are mirrored; the angle in quarter turns is what a viewer then turns clockwise.
    public static VipsImage Turn(VipsImage upright, int orientation)
    {
        var (mirrored, viewerTurns) = orientation switch
        {
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => (false, 0),
        };
        using var flat = mirrored ? new VipsOperation("flip").With("in", upright).With("direction", Horizontal).Image() : Same(upright);
        using var pixels = orientation is > 1 and <= 8 ? flat.ToMemory() : Same(flat);
        var turns = mirrored ? viewerTurns : (4 - viewerTurns) % 4;
        return turns == 0 ? Same(pixels) : new VipsOperation("rot").With("in", pixels).With("angle", turns).Image();
    }

    private static VipsImage Same(VipsImage image) => new VipsOperation("copy").With("in", image).Image();
}
