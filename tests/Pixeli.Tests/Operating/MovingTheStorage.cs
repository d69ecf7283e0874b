using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Storage;
using Pixeli.Storage.Bucket;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Operating;

/// <summary><c>pixeli storage move</c>, as a command beside and after real servers, to a real bucket.</summary>
public sealed partial class MovingTheStorage(S3Server bucket) : IClassFixture<S3Server>, IDisposable
{
    private const int Blobs = 600;
    private readonly string _prefix = Guid.CreateVersion7().ToString("N");
    private readonly string _staging = Directory.CreateTempSubdirectory("pixeli-move-").FullName;

    public void Dispose() => Directory.Delete(_staging, recursive: true);

    [Fact]
    public async Task A_site_moves_to_the_bucket_while_it_is_used_and_back()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var photos = new List<Guid> { await UploadAsync(boss, eventId), await UploadAsync(boss, eventId) };
        var deleted = await UploadAsync(boss, eventId);
        site.Settings = bucket.Environment(_prefix); // of the commands: the server goes on with its folder

        var said = await MoveAsync(site, "bucket");
        Assert.Equal((12, 0), Counts(said));
        Assert.Contains("still kept here", said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (await boss.DeleteAsync($"/photos/{deleted}/")).Expect(204);
        await Wait.UntilAsync("its files are gone", () => !File.Exists(site.Blob(PhotoBlobs.Original(deleted))));
        photos.Add(await UploadAsync(boss, eventId));
        Assert.Equal((4, 8), Counts(await MoveAsync(site, "bucket"))); // it catches up
        Assert.Contains("still keeps photos in the folder", await MoveAsync(site, "bucket", exitCode: 1, "--delete-source"), StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());
        Assert.Contains("holds a copy of this site's photos", await RefusalAsync(site), StringComparison.Ordinal); // something may have come since
        said = await MoveAsync(site, "bucket");
        Assert.Equal((0, 12), Counts(said));
        Assert.Contains($"Pixeli__Storage__Bucket={S3Server.Bucket}", said.ReplaceLineEndings(""), StringComparison.Ordinal);

        (server, boss) = await site.StartAsync(); // with the bucket
        await AssertWholeAsync(boss, photos);
        var (exitCode, found) = await site.RunAsync("doctor", "--hashes", "--fix", "--grace", "00:00:00");
        Assert.True(exitCode == 0, found);
        Assert.Contains("files-without-photo", found, StringComparison.Ordinal); // what was deleted after it was copied
        (await boss.DeleteAsync($"/photos/{photos[0]}/")).Expect(204); // after the move, which must not bring it back
        using (var store = Store())
            await Wait.UntilAsync("its objects are gone", async () => !await store.ListAsync(PhotoBlobs.Prefix(photos[0]), default).AnyAsync());
        Assert.Equal((0, 12), Counts(await MoveAsync(site, "bucket")));
        using (var store = Store())
            Assert.False(Assert.Single(await store.MarksAsync(default)).IsCopy);
        await MoveAsync(site, "bucket", exitCode: 0, "--delete-source");
        Assert.Empty(Directory.EnumerateFileSystemEntries(site.Blob("")));
        await AssertWholeAsync(boss, photos[1..]);
        Assert.Contains("A server", await MoveAsync(site, "folder", exitCode: 1, "--delete-source"), StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());

        Assert.Equal((8, 0), Counts(await MoveAsync(site, "folder")));
        await MoveAsync(site, "folder", exitCode: 0, "--delete-source");
        using (var store = Store())
        {
            Assert.Empty(await store.ListAsync("", default).ToListAsync());
            Assert.Empty(await store.MarksAsync(default));
        }

        site.Settings = null;
        (_, boss) = await site.StartAsync();
        await AssertWholeAsync(boss, photos[1..]);
    }

    [Fact]
    public async Task The_old_place_is_not_taken_for_the_new_one()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync();
        var photo = await UploadAsync(boss, eventId);
        Assert.Equal(0, await server.StopAsync());
        site.Settings = bucket.Environment(_prefix);
        await MoveAsync(site, "bucket");
        (server, boss) = await site.StartAsync();
        var later = await UploadAsync(boss, eventId);
        Assert.Equal(0, await server.StopAsync());

        site.Settings = null; // forgotten
        Assert.Contains("holds a copy of this site's photos", await RefusalAsync(site), StringComparison.Ordinal);
        Assert.Contains("With --force", (await site.RunAsync("storage", "claim")).Said.ReplaceLineEndings(" "), StringComparison.Ordinal);
        (server, boss) = await site.StartAsync();
        (await boss.GetAsync("/health/ready")).Expect(503);
        (await boss.GetAsync($"/photos/{photo}/original/")).Expect(503); // rather than 404 for the later one
        Assert.Equal(0, await server.StopAsync());

        site.Settings = bucket.Environment(_prefix);
        Assert.Equal((0, 4), Counts(await MoveAsync(site, "bucket"))); // it may be run again at any time
        Assert.Equal((4, 4), Counts(await MoveAsync(site, "folder")));
        Assert.Contains("holds a copy of this site's photos", await RefusalAsync(site), StringComparison.Ordinal);
        site.Settings = null;
        (_, boss) = await site.StartAsync();
        await AssertWholeAsync(boss, [photo, later]);
    }

    [Fact]
    public async Task A_move_that_is_killed_goes_on_where_it_was()
    {
        await using var site = await OfflineSite.CreateAsync();
        site.Settings = bucket.Environment(_prefix);
        var expected = await FillAsync(site);
        using var store = Store();

        var command = site.Begin("storage", "move", "--to", "bucket");
        await Wait.UntilAsync("some of it is there", async () => await store.ListAsync("", default).CountAsync() > Blobs / 20);
        await command.KillAsync();
        var there = await store.ListAsync("", default).CountAsync();
        Assert.InRange(there, 1, Blobs - 1);

        var (copied, already) = Counts(await MoveAsync(site, "bucket"));
        Assert.Equal(Blobs, copied + already);
        Assert.InRange(already, there, Blobs - 1); // one more may have arrived after it was counted
        Assert.Equal((0, Blobs), Counts(await MoveAsync(site, "bucket")));
        Assert.Equal(expected, await HashesAsync(store));
        Assert.Equal(Blobs, Directory.EnumerateFiles(site.Blob(""), "*", SearchOption.AllDirectories).Count()); // the source is as it was
        Assert.Equal(0, (await site.RunAsync("storage", "claim")).ExitCode); // no server ever ran here
        var (exitCode, found) = await site.RunAsync("doctor", "--fix", "--grace", "1.00:00:00"); // the killed process left a folder
        Assert.True(exitCode == 0, found);
    }

    [Fact]
    public async Task Nothing_is_removed_unless_all_of_it_is_there()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var photo = await UploadAsync(boss, await boss.CreateEventAsync());
        Assert.Equal(0, await server.StopAsync());
        site.Settings = bucket.Environment(_prefix);
        Assert.Contains("was not moved yet", await MoveAsync(site, "bucket", exitCode: 1, "--delete-source"), StringComparison.Ordinal);
        await MoveAsync(site, "bucket");
        using var store = Store();
        var original = await File.ReadAllBytesAsync(site.Blob(PhotoBlobs.Original(photo)));
        var damaged = original.ToArray();
        damaged[^1] ^= 1;

        await store.PutAsync(PhotoBlobs.Original(photo), damaged, default);
        Assert.Contains("is damaged there", await MoveAsync(site, "bucket", exitCode: 1, "--delete-source"), StringComparison.Ordinal);
        await store.DeleteAsync(PhotoBlobs.Original(photo), default);
        Assert.Contains("is not there any more", await MoveAsync(site, "bucket", exitCode: 1, "--delete-source"), StringComparison.Ordinal);
        Assert.Equal(4, Directory.EnumerateFiles(site.Blob(""), "*", SearchOption.AllDirectories).Count());

        Assert.Equal((1, 3), Counts(await MoveAsync(site, "bucket")));
        await store.PutAsync(PhotoBlobs.Rendition(photo, MediaRendition.Thumbnail), "made anew"u8.ToArray(), default); // by a server that uses the bucket
        Assert.Equal((0, 4), Counts(await MoveAsync(site, "bucket")));
        await MoveAsync(site, "bucket", exitCode: 0, "--delete-source");
        await using var kept = await store.OpenAsync(PhotoBlobs.Rendition(photo, MediaRendition.Thumbnail), default);
        Assert.Equal("made anew", await new StreamReader(kept!).ReadToEndAsync());
    }

    [Fact]
    public async Task A_bucket_that_goes_away_costs_only_time()
    {
        var own = new S3Server();
        await own.InitializeAsync();
        try
        {
            await using var site = await OfflineSite.CreateAsync();
            site.Settings = own.Environment(_prefix);
            await FillAsync(site);
            using var store = new BucketBlobStore(own.Options(_prefix), _staging);
            var moving = site.RunAsync("storage", "move", "--to", "bucket");
            await Wait.UntilAsync("some of it is there", async () => await store.ListAsync("", default).CountAsync() > Blobs / 20);
            await own.StopAsync();
            var (exitCode, said) = await moving;
            Assert.Equal(1, exitCode);
            Assert.Contains("run it again to go on", said.ReplaceLineEndings(" "), StringComparison.Ordinal);

            await own.InitializeAsync();

            var (copied, already) = Counts(await MoveAsync(site, "bucket"));
            Assert.Equal(Blobs, copied + already);
            Assert.True(already > 0, "It began anew.");
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private BucketBlobStore Store() => new(bucket.Options(_prefix), _staging);

    private static async Task<Guid> UploadAsync(Person person, Guid eventId) => (await person.UploadCompletedAsync(eventId))["id"].Guid;

    private static async Task<string> MoveAsync(OfflineSite site, string to, int exitCode = 0, params string[] more)
    {
        var (code, said) = await site.RunAsync(["storage", "move", "--to", to, .. more]);
        Assert.True(code == exitCode, said);
        return said;
    }

    // What uses the photos says why it does not.
    private static async Task<string> RefusalAsync(OfflineSite site)
    {
        var (exitCode, said) = await site.RunAsync("doctor", "--fix");
        Assert.True(exitCode == 2, said);
        return said.ReplaceLineEndings(" ");
    }

    private static (int Copied, int There) Counts(string said) => (Count(CopiedRow().Match(said)), Count(ThereRow().Match(said)));

    private static int Count(Match row)
    {
        Assert.True(row.Success, "There is no such row.");
        return int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    // As many small files as take a while, and a large one that goes in parts.
    private static async Task<Dictionary<string, string>> FillAsync(OfflineSite site)
    {
        var random = new Random(Blobs);
        for (var number = 0; number < Blobs; number++)
        {
            var path = site.Blob(PhotoBlobs.Original(Guid.CreateVersion7()));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var bytes = new byte[number == 0 ? 9 * 1024 * 1024 : random.Next(1, 20_000)];
            random.NextBytes(bytes);
            await File.WriteAllBytesAsync(path, bytes);
        }

        return await HashesAsync(new FolderBlobStore(site.Blob(""), Path.GetTempPath()));
    }

    private static async Task<Dictionary<string, string>> HashesAsync(IBlobStore store)
    {
        var hashes = new Dictionary<string, string>();
        foreach (var blob in await store.ListAsync("", default).ToListAsync())
        {
            await using var stream = await store.OpenAsync(blob.Key, default);
            hashes.Add(blob.Key, Convert.ToHexString(await SHA256.HashDataAsync(stream!)));
        }

        return hashes;
    }

    private static async Task AssertWholeAsync(Person person, IEnumerable<Guid> photos)
    {
        foreach (var photo in photos)
        {
            var detail = (await person.GetAsync($"/photos/{photo}/")).Expect(200);
            (await person.GetAsync(detail["thumbnail_url"].Text)).Expect(200);
            (await person.GetAsync($"/photos/{photo}/original/")).Expect(200);
        }
    }

    [GeneratedRegex(@"copied and compared\s*│\s*(\d+)")]
    private static partial Regex CopiedRow();

    [GeneratedRegex(@"there already\s*│\s*(\d+)")]
    private static partial Regex ThereRow();
}
