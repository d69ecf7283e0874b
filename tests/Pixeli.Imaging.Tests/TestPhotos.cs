namespace Pixeli.Imaging.Tests;

/// <summary>Real photographs from the folder that PIXELI_TEST_PHOTOS names, else photos the suite paints itself.</summary>
internal static class TestPhotos
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PIXELI_TEST_PHOTOS");

    public static string? Real(string name) =>
        Folder is not null && File.Exists(Path.Combine(Folder, name)) ? Path.Combine(Folder, name) : null;

    public static IReadOnlyList<string> All(Scratch scratch) => Folder is not null
        ? [.. Directory.GetFiles(Folder).Where(path => Path.GetExtension(path) is ".jpg" or ".png" or ".webp" or ".avif" or ".heic")]
        : [.. Enumerable.Range(0, 10).Select(seed => Paint(scratch, seed))];

    private static string Paint(Scratch scratch, int seed)
    {
        var path = scratch[$"{seed}.jpg"];
        var (width, height) = seed % 2 == 0 ? (2400, 1600) : (1600, 2400);
        SyntheticPhoto.Write(path, new SyntheticPhotoOptions(seed, width, height) { Orientation = seed % 8 + 1 });
        return path;
    }
}
