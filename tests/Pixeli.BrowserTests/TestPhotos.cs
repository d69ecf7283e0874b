using Pixeli.Imaging;

namespace Pixeli.BrowserTests;

/// <summary>Photos to upload: real ones where <c>PIXELI_TEST_PHOTOS</c> says where they are, painted ones otherwise.</summary>
public sealed class TestPhotos : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pixeli-test-photos-");

    /// <summary>Photos taken a minute apart, each of its own shape and with a camera's metadata.</summary>
    public string[] Painted(int count, int seed = 1) => [.. Enumerable.Range(0, count).Select(index => Paint(seed + index, index))];

    /// <summary>Photos that take a slow network some seconds each.</summary>
    public string[] Large(int count, int seed) => [.. Enumerable.Range(0, count).Select(index => Paint(seed + index, index, 4))];

    /// <summary>Hundreds of them, each painted, sent and processed in a moment.</summary>
    public string[] Small(int count, int seed) => [.. Enumerable.Range(0, count).Select(index => Paint(seed + index, index, 0.25))];

    public static string[] Real() =>
        Environment.GetEnvironmentVariable("PIXELI_TEST_PHOTOS") is { Length: > 0 } folder && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal)]
            : [];

    /// <summary>A text that calls itself a photo.</summary>
    public string Impostor()
    {
        var path = Path.Combine(_folder.FullName, "notes.jpg");
        File.WriteAllText(path, "These are notes, not a picture.");
        return path;
    }

    /// <summary>A photo that somebody's camera made so large, its end filled up.</summary>
    public string OfSize(int bytes)
    {
        var path = Path.Combine(_folder.FullName, $"of-{bytes}-bytes.jpg");
        File.Copy(Small(1, seed: 1)[0], path, overwrite: true);
        using var file = File.OpenWrite(path);
        file.SetLength(bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Paint(int seed, int minute, double scale = 1)
    {
        var path = Path.Combine(_folder.FullName, $"photo-{seed}.jpg");
        var (width, height) = seed % 3 == 0 ? (600, 800) : (900, 600);
        SyntheticPhoto.Write(path, new(seed, (int)(width * scale), (int)(height * scale))
        {
            TakenAt = new DateTime(2026, 5, 12, 14, 0, 0, DateTimeKind.Unspecified).AddMinutes(minute),
            Offset = TimeSpan.FromHours(2),
            Make = "FUJIFILM",
            Model = "X-T5",
            ExposureSeconds = 1.0 / 250,
            FNumber = 5.6,
            Iso = 400,
            FocalLength = 35,
            Latitude = 46.05108,
            Longitude = 14.50513,
        });
        return path;
    }
}
