using System.Numerics;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

/// <summary>Pictures that tests make, through libvips itself.</summary>
internal static class Picture
{
    public static readonly byte[] Red = [200, 30, 30];
    public static readonly byte[] Green = [30, 180, 40];
    public static readonly byte[] Blue = [30, 50, 200];
    public static readonly byte[] Grey = [128, 128, 128];

    /// <summary>Red top left, green top right, blue bottom left, grey bottom right.</summary>
    public static VipsImage Quarters(int width, int height) =>
        Of(width, height, 3, (x, y) => y < height / 2 ? (x < width / 2 ? Red : Green) : x < width / 2 ? Blue : Grey);

    public static VipsImage Plain(int width, int height, params byte[] colour) => Of(width, height, colour.Length, (_, _) => colour);

    /// <summary>A picture with enough going on to make real compressed data.</summary>
    public static VipsImage Busy(int width, int height) => Of(width, height, 3, (x, y) =>
    {
        var wave = Vector3.Abs(new Vector3(MathF.Sin(x * 0.31f), MathF.Sin(y * 0.23f), MathF.Sin((x + y) * 0.17f))) * 255;
        return [(byte)wave.X, (byte)wave.Y, (byte)wave.Z];
    });

    public static VipsImage Of(int width, int height, int bands, Func<int, int, byte[]> colour)
    {
        var pixels = new byte[width * height * bands];
        for (var i = 0; i < width * height; i++)
            colour(i % width, i / width).CopyTo(pixels, i * bands);
        using var raw = VipsImage.Copy(pixels, width, height, bands);
        var interpretation = bands < 3 ? VipsInterpretation.Grey : VipsInterpretation.Srgb;
        return new VipsOperation("copy").With("in", raw).With("interpretation", (int)interpretation).Image();
    }

    public static VipsImage In(this VipsImage image, VipsInterpretation space) =>
        new VipsOperation("colourspace").With("in", image).With("space", (int)space).Image();

    public static VipsImage WithProfile(this VipsImage image, string profile) => new VipsOperation("icc_transform")
        .With("in", image).With("input_profile", "srgb").With("output_profile", profile).With("depth", 8).Image();

    public static string SaveTo(this VipsImage image, string path)
    {
        Saving(image, path).Run();
        return path;
    }

    public static VipsOperation Saving(this VipsImage image, string path)
    {
        var operation = Path.GetExtension(path) switch
        {
            ".jpg" => "jpegsave",
            ".png" => "pngsave",
            ".webp" => "webpsave",
            ".gif" => "gifsave",
            ".tif" => "tiffsave",
            ".avif" => "heifsave",
            var other => throw new ArgumentException(other, nameof(path)),
        };
        var saving = new VipsOperation(operation).With("in", image).With("filename", path);
        return operation == "heifsave" ? saving.With("compression", 4).With("effort", 0) : saving;
    }
}
