using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Storage.Bucket;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Operating;

/// <summary>Backup, restore and doctor for a site whose photos are in a bucket.</summary>
public sealed class SitesInABucket(S3Server bucket) : IClassFixture<S3Server>, IDisposable
{
    private readonly string _prefix = Guid.CreateVersion7().ToString("N");
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-bucket-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_copy_becomes_a_site_in_another_bucket_or_in_a_folder()
    {
        await using var site = await OfflineSite.CreateAsync();
        site.Settings = bucket.Environment(_prefix);
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var photos = new List<Guid> { await UploadAsync(boss, eventId), await UploadAsync(boss, eventId) };

        var (exitCode, said) = await site.RunAsync("backup", Copy);

        Assert.True(exitCode == 0, said);
        Assert.Equal(0, await server.StopAsync());
        foreach (var settings in new[] { bucket.Environment(_prefix + "-restored"), null })
        {
            await using var other = await OfflineSite.CreateAsync();
            other.Settings = settings;
            (exitCode, said) = await other.RunAsync("restore", Copy);
            Assert.True(exitCode == 0, said);
            await File.WriteAllTextAsync(Path.Combine(other.Data, "boss"), ""); // the administrator came with it
            Assert.Equal(settings is null ? 8 : 0, Directory.EnumerateFiles(other.Blob(""), "*", SearchOption.AllDirectories).Count());
            var (_, again) = await other.StartAsync();
            foreach (var photo in photos)
            {
                (await again.GetAsync((await again.GetAsync($"/photos/{photo}/")).Expect(200)["thumbnail_url"].Text)).Expect(200);
                Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Copy, "blobs", PhotoBlobs.Original(photo))), (await again.GetAsync($"/photos/{photo}/original/")).Expect(200).Bytes);
            }

            await other.AssertWellAsync("--hashes", "--grace", "00:00:00");
        }
    }

    [Fact]
    public async Task Damage_in_the_bucket_is_found_and_mended()
    {
        await using var site = await OfflineSite.CreateAsync();
        site.Settings = bucket.Environment(_prefix);
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var photos = new List<Guid> { await UploadAsync(boss, eventId), await UploadAsync(boss, eventId), await UploadAsync(boss, eventId) };
        Assert.Equal(0, await server.StopAsync());
        using var store = new BucketBlobStore(bucket.Options(_prefix), _folder);
        var left = PhotoBlobs.Original(Guid.CreateVersion7());
        await store.DeleteAsync(PhotoBlobs.Rendition(photos[0], MediaRendition.Preview), default);
        await store.PutAsync(PhotoBlobs.Original(photos[1]), "something else"u8.ToArray(), default);
        await store.DeleteAsync(PhotoBlobs.Original(photos[2]), default);
        await store.PutAsync(left, "nobody's"u8.ToArray(), default);

        var (exitCode, said) = await site.RunAsync("doctor", "--hashes", "--grace", "00:00:00", "--fix");

        Assert.Equal(1, exitCode); // an original that is lost stays lost
        foreach (var kind in (string[])["rendition-lost", "original-differs", "original-lost", "files-without-photo"])
            Assert.Contains(kind, said, StringComparison.Ordinal);
        Assert.Null(await store.OpenAsync(left, default));
        (exitCode, said) = await site.RunAsync("backup", Copy);
        Assert.Equal(1, exitCode);
        Assert.Contains("missing in storage, or damaged", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (_, boss) = await site.StartAsync();
        Assert.Equal("CO", (await boss.WaitUntilProcessedAsync(photos[0]))["status"].Text);
        await using var mended = await store.OpenAsync(PhotoBlobs.Rendition(photos[0], MediaRendition.Preview), default);
        Assert.NotNull(mended);
    }

    [Fact]
    public async Task Without_the_bucket_commands_say_so_and_change_nothing()
    {
        var own = new S3Server();
        await own.InitializeAsync();
        try
        {
            await using var site = await OfflineSite.CreateAsync();
            site.Settings = own.Environment(_prefix);
            var (server, boss) = await site.StartAsync();
            await UploadAsync(boss, await boss.CreateEventAsync());
            Assert.Equal(0, await server.StopAsync());
            await own.StopAsync();

            var (exitCode, said) = await site.RunAsync("backup", Copy);
            Assert.Equal(1, exitCode);
            Assert.Contains("There is no backup", said, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(Copy, "manifest.json")));
            (exitCode, said) = await site.RunAsync("doctor", "--fix");
            Assert.Equal(2, exitCode);
            Assert.Contains("cannot be reached", said, StringComparison.Ordinal);

            await own.InitializeAsync();

            await site.AssertWellAsync("--hashes");
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private static async Task<Guid> UploadAsync(Person person, Guid eventId) => (await person.UploadCompletedAsync(eventId))["id"].Guid;
}
