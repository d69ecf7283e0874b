using Pixeli.Imaging;
using Spectre.Console;

namespace Pixeli.Bench.Ingest;

/// <summary>Photo-like baseline JPEGs of 12 and 24 megapixels, painted once into a cache folder.</summary>
internal static class BenchPhotos
{
    private const string Generation = "v1"; // another whenever the painting below changes
    private static readonly (int Width, int Height)[] Sizes = [(4000, 3000), (6000, 4000), (3000, 4000), (4000, 6000)];

    /// <returns>The files, in a stable order.</returns>
    public static IReadOnlyList<string> Make(string folder, int count, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = Enumerable.Range(0, count).Select(index => (Index: index, Path: Path.Combine(folder, $"{Generation}-{index:00}.jpg"))).ToArray();
        var missing = files.Where(file => !File.Exists(file.Path)).ToArray();
        if (missing.Length > 0)
            AnsiConsole.MarkupLineInterpolated($"Painting {missing.Length} photos into {folder}, once …");
        foreach (var (index, path) in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SyntheticPhoto.Write(path + ".new", Options(index));
            File.Move(path + ".new", path, overwrite: true);
        }

        return [.. files.Select(file => file.Path)];
    }

    /// <summary>The pictures in a folder of one's own.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        string[] pictures = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".gif"];
        if (!Directory.Exists(folder))
            throw new BenchException($"There is no folder {folder}.");
        var files = Directory.EnumerateFiles(folder).Where(path => pictures.Contains(Path.GetExtension(path).ToLowerInvariant())).Order().ToArray();
        return files.Length > 0 ? files : throw new BenchException($"There are no pictures in {folder}.");
    }

    /// <summary>The one whose size is nearest to <paramref name="bytes"/>.</summary>
    public static string Nearest(IReadOnlyList<string> photos, long bytes) => photos.MinBy(path => Math.Abs(new FileInfo(path).Length - bytes))!;

    private static SyntheticPhotoOptions Options(int index)
    {
        var (width, height) = Sizes[index % Sizes.Length];
        return new(index, width, height)
        {
            TakenAt = new DateTime(2026, 6, 20, 12, 0, 0, DateTimeKind.Unspecified).AddMinutes(7 * index),
            Offset = TimeSpan.FromHours(2),
            Make = "Pixel-i",
            Model = "Bench",
            Iso = 200,
            FNumber = 2.8,
            ExposureSeconds = 1 / 250.0,
            FocalLength = 35,
            Orientation = index % 6 == 5 ? 6 : 1,
            Quality = 92,
        };
    }
}
