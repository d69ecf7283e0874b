using Pixeli.Storage;
using Pixeli.Storage.Bucket;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Storage;

/// <summary>A bucket keeps the promises.</summary>
public sealed class BlobsInABucket(S3Server server) : BlobStorage, IClassFixture<S3Server>
{
    private readonly string _prefix = $"{Guid.CreateVersion7():N}/site";

    private protected override IBlobStore CreateStore() => new BucketBlobStore(server.Options(_prefix, partBytes: 5 * 1024 * 1024), Folder);

    [Fact]
    public async Task Files_that_a_library_reads_are_gone_afterwards()
    {
        await PutAsync("a/b", "bytes");

        using (await Store.OpenLocalAsync("a/b", default))
            Assert.Single(Directory.EnumerateFiles(Folder));

        Assert.Empty(Directory.EnumerateFiles(Folder));
    }

    [Fact]
    public async Task Sites_that_share_a_bucket_see_their_own_blobs_only()
    {
        await PutAsync("a/b", "mine");
        using var other = new BucketBlobStore(server.Options($"{_prefix}-of-others"), Folder);
        await other.PutAsync("a/c", new byte[1], default);

        Assert.Equal(["a/b"], await ListAsync(""));
        await Store.DeleteAllAsync("a/", default);
        Assert.Equal([("a/c", 1L)], await other.ListAsync("", default).Select(blob => (blob.Key, blob.Bytes)).ToListAsync());
    }

    [Fact]
    public async Task More_than_one_page_is_listed()
    {
        await Parallel.ForAsync(0, 1003, async (number, _) => await PutAsync($"many/{number}", ""));

        Assert.Equal(1003, (await ListAsync("many/")).Count);
        await Store.DeleteAllAsync("many/", default);
        Assert.Empty(await ListAsync("many/"));
    }

    [Fact]
    public async Task A_bucket_that_is_missing_or_refuses_is_no_outage()
    {
        var (missing, refusing) = (server.Options(""), server.Options(""));
        (missing.Bucket, refusing.AccessKey) = ("no-such-bucket", "nobody");

        foreach (var (options, reason) in (IEnumerable<(StorageOptions, string)>)[(missing, "There is no bucket no-such-bucket."), (refusing, "refuses")])
        {
            using var store = new BucketBlobStore(options, Folder);

            var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.CheckAsync(default));

            Assert.True(failure.IsRefusal);
            Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.OpenAsync("a/b", default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.PutAsync("a/b", new byte[1], default));
        }
    }

    [Fact]
    public async Task What_cannot_be_reached_is_an_outage_and_leaves_the_file()
    {
        using var down = new RefusingPort();
        var options = server.Options("");
        options.Endpoint = $"http://127.0.0.1:{down.Number}";
        using var store = new BucketBlobStore(options, Folder);
        var file = Path.Combine(Folder, "staged");
        await File.WriteAllTextAsync(file, "bytes");

        var failures = new[]
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.CheckAsync(default)),
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.PutFileAsync("a/b", file, default)),
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.OpenAsync("a/b", default)),
        };

        Assert.All(failures, failure => Assert.False(failure.IsRefusal));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Bytes_that_changed_on_the_way_are_not_taken()
    {
        var file = Path.Combine(Folder, "staged");
        await File.WriteAllTextAsync(file, "bytes");
        await using var proxy = await TamperingProxy.StartAsync(new(server.Endpoint), from: "bytes", to: "bites");
        var options = server.Options(_prefix);
        options.Endpoint = proxy.Endpoint;
        using var store = new BucketBlobStore(options, Folder);

        await Assert.ThrowsAnyAsync<IOException>(() => store.PutFileAsync("a/b", file, default));

        Assert.True(File.Exists(file));
        Assert.Empty(await ListAsync(""));
    }
}
