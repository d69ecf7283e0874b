using Pixeli.Imaging.Native;
using Pixeli.Imaging.Rendering;
using Pixeli.Imaging.Synthetic;

namespace Pixeli.Imaging;

/// <summary>Paints photo-like pictures for demonstrations, tests and benchmarks: JPEG with EXIF, of any size, nobody's copyright.</summary>
public static class SyntheticPhoto
{
    /// <summary>Scenes are soft enough to be painted at this longest edge and enlarged; the grain is added at full size.</summary>
    private const int PaintedEdge = 1100;

    /// <summary>Paints a photo into a JPEG file.</summary>
    /// <exception cref="ImagingException">libvips is missing.</exception>
    public static void Write(string path, SyntheticPhotoOptions options) => File.WriteAllBytes(path, Render(options));

    /// <summary>Paints a photo and returns it as a JPEG file's bytes.</summary>
    /// <exception cref="ImagingException">libvips is missing.</exception>
    public static byte[] Render(SyntheticPhotoOptions options)
    {
        VipsRuntime.Start(configuredPath: null);
        using var painting = Paint(options);
        using var enlarged = Enlarge(painting, options);
        using var grainy = FilmGrain.Over(enlarged, options.Seed);
        using var stored = OrientedStorage.Turn(grainy, options.Orientation);
        CameraTags.Write(stored, options);
        return new VipsOperation("jpegsave_buffer").With("in", stored).With("Q", options.Quality).Bytes();
    }

    // Bilinear is quick, and the grain hides that it is soft.
    private static VipsImage Enlarge(VipsImage painting, SyntheticPhotoOptions options) => new VipsOperation("resize")
        .With("in", painting)
        .With("scale", options.Width / (double)painting.Width)
        .With("vscale", options.Height / (double)painting.Height)
        .With("kernel", (int)VipsKernel.Linear)
        .Image();

    private static VipsImage Paint(SyntheticPhotoOptions options)
    {
        var (width, height) = Resizing.Fit(options.Width, options.Height, PaintedEdge);
        var canvas = new Canvas(width, height);
        ScenePicker.Paint(canvas, options.Seed);
        using var raw = VipsImage.Copy(canvas.ToRgb(), width, height, 3);
        return new VipsOperation("copy").With("in", raw).With("interpretation", (int)VipsInterpretation.Srgb).Image();
    }
}
