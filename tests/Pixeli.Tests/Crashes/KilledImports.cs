using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pixeli.Photos;
using Pixeli.Tests.Operating;

namespace Pixeli.Tests.Crashes;

/// <summary>kill -9 of <c>pixeli import</c>, again and again: run once more, it ends with every photo there once.</summary>
public sealed class KilledImports : IDisposable
{
    private const int Kills = 4;
    private const int Photos = 60;
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-killed-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task End_with_every_photo_once_and_nothing_beside()
    {
        for (var number = 0; number < Photos; number++)
            await File.WriteAllBytesAsync(Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{number:00}.jpg")), TestPhotos.Next());
        await using var site = await OfflineSite.CreateAsync();
        await ServerProcess.CreateAdministratorAsync(site.Data, site.DatabaseUrl, "boss", "a long secret");

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = await CountAsync(site);
            var import = site.Begin("import", _folder, "--event", "Party", "--as", "boss");
            await Wait.UntilAsync("the import is amid its work", async () => await CountAsync(site) > Math.Min(before + 5, Photos - 1));
            await import.KillAsync();
        }

        var interrupted = await CountAsync(site);
        var (exitCode, said) = await site.RunAsync("import", _folder, "--event", "Party", "--as", "boss");

        Assert.True(exitCode == 0, said);
        Assert.InRange(interrupted, Kills, Photos);
        var photos = await site.WithDbAsync(db => db.Photos.Select(photo => new { photo.Id, photo.Status, photo.FileName }).ToListAsync());
        Assert.Equal(Photos, photos.Select(photo => photo.FileName).Distinct().Count());
        Assert.Equal(Photos, photos.Count);
        Assert.All(photos, photo => Assert.Equal(PhotoStatus.Completed, photo.Status));
        await site.AssertWellAsync("--hashes");
        Assert.Equal(Photos * 4, site.Files("blobs").Count());
    }

    private static Task<int> CountAsync(OfflineSite site) => site.WithDbAsync(db => db.Photos.CountAsync());
}
