using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Synthetic;

/// <summary>Sensor noise, without which a painted picture looks painted and compresses far too well.</summary>
internal static class FilmGrain
{
    private const int Tile = 512;
    private const float Strength = 5.2f;

    public static VipsImage Over(VipsImage picture, int seed)
    {
        using var tile = Noise(seed);
        using var tiled = new VipsOperation("replicate")
            .With("in", tile).With("across", picture.Width / Tile + 1).With("down", picture.Height / Tile + 1).Image();
        using var cut = new VipsOperation("extract_area")
            .With("input", tiled).With("left", 0).With("top", 0).With("width", picture.Width).With("height", picture.Height).Image();
        using var sum = new VipsOperation("add").With("left", picture).With("right", cut).Image();
        return new VipsOperation("cast").With("in", sum).With("format", (int)VipsBandFormat.UChar).Image();
    }

    private static VipsImage Noise(int seed)
    {
        var dice = new Dice(seed);
        var samples = new byte[Tile * Tile * 3];
        for (var i = 0; i < samples.Length; i += 3)
        {
            var luminance = dice.Bell() * Strength;
            for (var band = 0; band < 3; band++)
                samples[i + band] = unchecked((byte)(sbyte)Math.Clamp(luminance + dice.Bell() * Strength * 0.35f, -60, 60));
        }
        using var unsigned = VipsImage.Copy(samples, Tile, Tile, 3);
        return new VipsOperation("copy").With("in", unsigned).With("format", (int)VipsBandFormat.Char).Image();
    }
}
