using System.Text;
using Pixeli.Storage;

namespace Pixeli.Tests;

public sealed class BlobStorage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-blobs-").FullName;
    private readonly FolderBlobStore _store;

    public BlobStorage() => _store = new(Path.Combine(_folder, "blobs"), _folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_put_is_read_and_replaced_whole()
    {
        await PutAsync("photos/ab/1/original", "first");
        await using var open = await _store.OpenAsync("photos/ab/1/original", default);
        await PutAsync("photos/ab/1/original", "second, which is longer");

        Assert.Equal("first", await new StreamReader(open!).ReadToEndAsync()); // who reads already, reads on
        Assert.Equal("second, which is longer", await ReadAsync("photos/ab/1/original"));
        Assert.Equal(["photos/ab/1/original"], await ListAsync(""));
    }

    [Fact]
    public async Task A_file_is_moved_in()
    {
        var file = Path.Combine(_folder, "staged");
        await File.WriteAllTextAsync(file, "bytes");

        await _store.PutFileAsync("a/b", file, default);

        Assert.False(File.Exists(file));
        Assert.Equal("bytes", await ReadAsync("a/b"));
        using var local = await _store.OpenLocalAsync("a/b", default);
        Assert.Equal("bytes", await File.ReadAllTextAsync(local.Path));
    }

    [Fact]
    public async Task A_put_that_is_cancelled_leaves_the_key_as_it_was()
    {
        await PutAsync("a/b", "before");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.PutAsync("a/b", new byte[10], new CancellationToken(canceled: true)));

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
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenLocalAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.DeleteAllAsync(key, default));
    }

    [Fact]
    public async Task A_prefix_lists_and_deletes_what_is_below_it_and_nothing_else()
    {
        foreach (var key in (string[])["photos/ab/1/original", "photos/ab/1/thumbnail.webp", "photos/ab/10/original", "other/1"])
            await PutAsync(key, "x");

        Assert.Equal(["photos/ab/1/original", "photos/ab/1/thumbnail.webp"], await ListAsync("photos/ab/1/"));
        await _store.DeleteAllAsync("photos/ab/1/", default);
        await _store.DeleteAllAsync("photos/ab/1/", default);

        Assert.Equal(["other/1", "photos/ab/10/original"], await ListAsync(""));
    }

    [Fact]
    public async Task What_is_not_there_is_told_apart()
    {
        Assert.Null(await _store.OpenAsync("not/there", default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => _store.OpenLocalAsync("not/there", default));
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

    private Task PutAsync(string key, string text) => _store.PutAsync(key, Encoding.UTF8.GetBytes(text), default);

    private async Task<string> ReadAsync(string key)
    {
        await using var stream = await _store.OpenAsync(key, default);
        return await new StreamReader(stream!).ReadToEndAsync();
    }

    private async Task<List<string>> ListAsync(string prefix) =>
        [.. (await _store.ListAsync(prefix, default).Select(blob => blob.Key).ToListAsync()).Order(StringComparer.Ordinal)];
}
