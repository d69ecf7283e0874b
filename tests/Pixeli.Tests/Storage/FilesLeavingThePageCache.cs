using Pixeli.Storage;

namespace Pixeli.Tests.Storage;

public sealed class FilesLeavingThePageCache : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-pages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_left_is_read_from_the_disk()
    {
        var path = Path.Combine(_folder, "original");
        var bytes = TestPhotos.Next();
        await File.WriteAllBytesAsync(path, bytes);
        DurableFiles.Flush(path);

        PageCache.Leave(path);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public void A_file_or_a_folder_that_is_gone_is_no_trouble()
    {
        PageCache.Leave(Path.Combine(_folder, "none"));
        PageCache.Leave(Path.Combine(_folder, "no", "folder"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }
}
