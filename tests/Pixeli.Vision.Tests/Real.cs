using Pixeli.Imaging;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Vision.Tests;

/// <summary>Real weights and photographs, from the folders that PIXELI_TEST_MODELS and PIXELI_TEST_PHOTOS name.</summary>
internal static class Real
{
    private static readonly string? Models = Environment.GetEnvironmentVariable("PIXELI_TEST_MODELS");
    private static readonly string? Photos = Environment.GetEnvironmentVariable("PIXELI_TEST_PHOTOS");

    public static OnnxRuntime Runtime { get; } = new(new VisionOptions());

    public static PhotoRenderer Renderer { get; } = new(new ImagingOptions());

    /// <summary>Why nothing can be proven with real data here; null where it can.</summary>
    public static string? Missing => Directory.Exists(Models) && Directory.Exists(Photos)
        ? null
        : "PIXELI_TEST_MODELS and PIXELI_TEST_PHOTOS must name folders of real weights and photos.";

    public static string ModelsFolder => Models!;

    public static RgbImage Photo(string name, int longestEdge = 1440)
    {
        var pixels = Renderer.Pixels(Path.Combine(Photos!, name), longestEdge, CancellationToken.None);
        return new RgbImage(pixels.Width, pixels.Height, pixels.Bytes.ToArray());
    }

    public static async Task<VisionModels> InstallAsync(Scratch scratch, params string[] packs)
    {
        var store = new PackStore(scratch["models"]);
        foreach (var pack in packs)
            await store.InstallFromAsync(pack, ModelsFolder);
        return new VisionModels(store, Runtime);
    }
}
