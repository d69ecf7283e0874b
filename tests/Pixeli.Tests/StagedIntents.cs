using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Uploads;

namespace Pixeli.Tests;

public sealed class StagedIntents : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-intents-").FullName;
    private readonly PhotoRenderer _renderer = new(new ImagingOptions());

    public void Dispose()
    {
        _renderer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // as where a file cannot have a second name
    public async Task Each_photo_has_its_own_until_it_is_discarded(bool hasLockFile)
    {
        using var instance = new Instance(new DataFolder(_folder));
        if (!hasLockFile)
            File.Delete(instance.LockFile);
        var staging = new Staging(instance, _renderer, Options.Create(new UploadOptions()));

        var first = await StageAsync(staging);
        var second = await StageAsync(staging);

        Assert.Equal(Sorted(IntentOf(first), IntentOf(second)), Sorted([.. Directory.EnumerateFiles(instance.Staging, "*.intent")]));
        Assert.All(Directory.EnumerateFiles(instance.Staging, "*.intent"), intent => Assert.Equal(0, new FileInfo(intent).Length));
        staging.Discard(first);
        Assert.Equal([IntentOf(second)], Directory.EnumerateFiles(instance.Staging, "*.intent"));
        staging.Discard(second, keepIntent: true);
        Assert.Equal([IntentOf(second)], Directory.EnumerateFileSystemEntries(instance.Staging));
        Assert.Equal(hasLockFile, File.Exists(instance.LockFile));
    }

    private static async Task<StagedPhoto> StageAsync(Staging staging)
    {
        using var body = new MemoryStream(TestPhotos.Next());
        var (photo, refusal) = await staging.ReceiveAsync(body, CancellationToken.None);
        Assert.Null(refusal);
        return photo!;
    }

    private static string IntentOf(StagedPhoto photo) => photo.Path + ".intent";

    private static string[] Sorted(params string[] paths) => [.. paths.Order(StringComparer.Ordinal)];
}
