using System.Text;
using Pixeli.Storage;

namespace Pixeli.Tests.Storage;

/// <summary>What every store promises.</summary>
public abstract class BlobStorage : IAsyncLifetime
{
    private readonly Lazy<IBlobStore> _store;

    protected BlobStorage() => _store = new(CreateStore);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("pixeli-blobs-").FullName;

    private protected IBlobStore Store => _store.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        (_store.Value as IDisposable)?.Dispose();
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_put_is_read_and_replaced_whole()
    {
        await PutAsync("photos/ab/1/original", "first");
        await using var open = await Store.OpenAsync("photos/ab/1/original", default);
        await PutAsync("photos/ab/1/original", "second, which is longer");

        Assert.Equal("first", await new StreamReader(open!).ReadToEndAsync()); // who reads already, reads on
        Assert.Equal("second, which is longer", await ReadAsync("photos/ab/1/original"));
        Assert.Equal(["photos/ab/1/original"], await ListAsync(""));
    }

    [Fact]
    public async Task A_file_is_moved_in()
    {
        var file = Path.Combine(Folder, "staged");
        await File.WriteAllTextAsync(file, "bytes");

        await Store.PutFileAsync("a/b", file, default);

        Assert.False(File.Exists(file));
        Assert.Equal("bytes", await ReadAsync("a/b"));
        using var local = await Store.OpenLocalAsync("a/b", default);
        Assert.Equal("bytes", await File.ReadAllTextAsync(local.Path));
    }

    [Fact]
    public async Task A_large_file_comes_back_byte_for_byte_whole_and_in_parts()
    {
        var bytes = new byte[13 * 1024 * 1024 + 17];
        new Random(17).NextBytes(bytes);
        var file = Path.Combine(Folder, "staged");
        await File.WriteAllBytesAsync(file, bytes);

        await Store.PutFileAsync("large", file, default);

        using (var local = await Store.OpenLocalAsync("large", default))
            Assert.Equal(bytes, await File.ReadAllBytesAsync(local.Path));
        await using var stream = (await Store.OpenAsync("large", default))!;
        Assert.Equal(bytes.Length, stream.Length);
        var part = new byte[1000];
        foreach (var from in (int[])[12_000_000, 5, 1024 * 1024 - 10, bytes.Length - 1000])
        {
            stream.Seek(from, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(part);
            Assert.Equal(bytes[from..(from + 1000)], part);
        }

        Assert.Equal(0, await stream.ReadAsync(part));
        Assert.Equal([("large", (long)bytes.Length)], await Store.ListAsync("", default).Select(blob => (blob.Key, blob.Bytes)).ToListAsync());
    }

    [Fact]
    public async Task A_put_that_is_cancelled_leaves_the_key_as_it_was()
    {
        await PutAsync("a/b", "before");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync("a/b", new byte[10], new CancellationToken(canceled: true)));

        Assert.Equal("before", await ReadAsync("a/b"));
        Assert.Equal(["a/b"], await ListAsync(""));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("../blobs-beside/x")]
    [InlineData("")]
    [InlineData(".")]
    public async Task A_key_cannot_leave_the_store(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(key, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenLocalAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAllAsync(key, default));
    }

    [Fact]
    public async Task A_prefix_lists_and_deletes_what_is_below_it_and_nothing_else()
    {
        foreach (var key in (string[])["photos/ab/1/original", "photos/ab/1/thumbnail.webp", "photos/ab/10/original", "other/1"])
            await PutAsync(key, "x");

        Assert.Equal(["photos/ab/1/original", "photos/ab/1/thumbnail.webp"], await ListAsync("photos/ab/1/"));
        await Store.DeleteAllAsync("photos/ab/1/", default);
        await Store.DeleteAllAsync("photos/ab/1/", default);

        Assert.Equal(["other/1", "photos/ab/10/original"], await ListAsync(""));
    }

    [Fact]
    public async Task What_is_not_there_is_told_apart()
    {
        Assert.Null(await Store.OpenAsync("not/there", default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenLocalAsync("not/there", default));
        await Store.DeleteAsync("not/there", default);
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        await PutAsync("empty", "");

        Assert.Equal("", await ReadAsync("empty"));
        using var local = await Store.OpenLocalAsync("empty", default);
        Assert.Empty(await File.ReadAllBytesAsync(local.Path));
    }

    [Fact]
    public async Task Many_puts_at_once_to_one_key_leave_one_of_them_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => PutAsync("a/b", new string((char)('a' + number), 100_000))));

        var text = await ReadAsync("a/b");
        Assert.Equal(100_000, text.Length);
        Assert.Single(text.Distinct());
        Assert.Equal(["a/b"], await ListAsync(""));
    }

    [Fact]
    public Task A_store_that_is_there_says_so() => Store.CheckAsync(default);

    private protected abstract IBlobStore CreateStore();

    private protected Task PutAsync(string key, string text) => Store.PutAsync(key, Encoding.UTF8.GetBytes(text), default);

    private async Task<string> ReadAsync(string key)
    {
        await using var stream = await Store.OpenAsync(key, default);
        return await new StreamReader(stream!).ReadToEndAsync();
    }

    private protected async Task<List<string>> ListAsync(string prefix) =>
        [.. (await Store.ListAsync(prefix, default).Select(blob => blob.Key).ToListAsync()).Order(StringComparer.Ordinal)];
}

/// <summary>The folder keeps the promises.</summary>
public sealed class BlobsInAFolder : BlobStorage
{
    private protected override IBlobStore CreateStore() => new FolderBlobStore(Path.Combine(Folder, "blobs"), Folder);
}
