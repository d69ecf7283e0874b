using System.Globalization;
using System.Runtime.CompilerServices;
using Pixeli.Hosting;

namespace Pixeli.Storage;

/// <summary>Blobs as files below one folder: written aside on the same file system, flushed, renamed, and the folder flushed too.</summary>
internal sealed class FolderBlobStore : IMarkedStore
{
    private readonly string _root;
    private readonly string _aside;
    private readonly string _mark;
    private volatile string? _own;

    /// <param name="root">Where blobs are kept.</param>
    /// <param name="aside">Where a blob is written until it is whole: on the same file system, and cleared should this process die.</param>
    /// <param name="wasUsed">Blobs were kept here before: an empty folder is not theirs, but the place where their disk is to be mounted.</param>
    public FolderBlobStore(string root, string aside, bool wasUsed = false)
    {
        _root = Path.GetFullPath(root);
        _aside = aside;
        _mark = Path.Combine(_root, ".blobs"); // a folder, and so no blob
        Directory.CreateDirectory(_root);
        if (!wasUsed || Directory.EnumerateFileSystemEntries(_root).Any())
            Directory.CreateDirectory(_mark);
    }

    /// <summary>Whether this is the folder that blobs are kept in, and not an empty one in its place.</summary>
    public bool IsThere => Directory.Exists(_own ?? _mark);

    public async Task PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        var target = PathOf(key);
        try
        {
            await OwnThread.RunAsync(() => Move(path, target), cancellationToken);
        }
        catch (Exception failure) when (FolderTrouble.IsAway(failure))
        {
            throw Away(failure);
        }
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var target = PathOf(key);
        try
        {
            await OwnThread.RunAsync(() => Write(target, bytes.Span), cancellationToken);
        }
        catch (Exception failure) when (FolderTrouble.IsAway(failure))
        {
            throw Away(failure);
        }
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            ThrowIfAway(); // in a folder that is gone nothing is found, and that says nothing
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception failure) when (FolderTrouble.IsAway(failure))
        {
            throw Away(failure);
        }
    }

    public Task<LocalBlob> OpenLocalAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (File.Exists(path))
            return Task.FromResult(new LocalBlob(path, isTemporary: false));
        ThrowIfAway();
        throw new FileNotFoundException($"There is no blob {key}.", key);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            ThrowIfAway(); // otherwise never written, or removed before: what was asked for is so
        }
        catch (Exception failure) when (FolderTrouble.IsAway(failure))
        {
            throw Away(failure);
        }

        return Task.CompletedTask;
    }

    public Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        try
        {
            Directory.Delete(PathOf(prefix.TrimEnd('/')), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            ThrowIfAway(); // otherwise never written, or removed before: what was asked for is so
        }
        catch (Exception failure) when (FolderTrouble.IsAway(failure))
        {
            throw Away(failure);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredBlob> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfAway();
        var folder = new DirectoryInfo(prefix.LastIndexOf('/') is > 0 and var end ? PathOf(prefix[..end]) : _root);
        foreach (var file in folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (key.StartsWith(prefix, StringComparison.Ordinal) && SizeOf(file) is { } bytes)
                yield return new(key, bytes, file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture));
        }

        await Task.CompletedTask;
    }

    public Task<DirectPlace?> PlaceAsync(string key, BlobAnswer answer, bool onlyHeaders, CancellationToken cancellationToken) =>
        Task.FromResult<DirectPlace?>(null);

    public string? DirectOrigin => null;

    public Task CheckAsync(CancellationToken cancellationToken) =>
        IsThere ? Task.CompletedTask : throw Away(null);

    public Task<IReadOnlyList<StoreMark>> MarksAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(StoreMark.Of(Directory.EnumerateDirectories(_mark).Select(path => Path.GetFileName(path))));
    }

    public Task MarkAsync(StoreMark mark, CancellationToken cancellationToken)
    {
        DurableFiles.CreateFolder(PlaceOf(mark), _root);
        Remove(mark.Other);
        return Task.CompletedTask;
    }

    public void RelyOn(Guid site) => _own = PlaceOf(new(site));

    public Task UnmarkAsync(Guid site, CancellationToken cancellationToken)
    {
        var mark = new StoreMark(site);
        Remove(mark);
        Remove(mark.Other);
        return Task.CompletedTask;
    }

    /// <summary>Removes folders that hold nothing any more.</summary>
    public void RemoveEmptyFolders()
    {
        foreach (var folder in Directory.EnumerateDirectories(_root, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length).ToList())
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }

    public override string ToString() => $"the folder {_root}";

    // Null when it was removed a moment ago.
    private static long? SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private void Move(string path, string target)
    {
        DurableFiles.Flush(path);
        CreateFolderOf(target);
        File.Move(path, target, overwrite: true);
        DurableFiles.FlushFolder(Path.GetDirectoryName(target)!);
    }

    private void Write(string target, ReadOnlySpan<byte> bytes)
    {
        CreateFolderOf(target);
        var aside = Path.Combine(_aside, $"{Guid.CreateVersion7():N}.aside");
        try
        {
            using (var file = File.OpenHandle(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, bytes, fileOffset: 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(aside, target, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }

        DurableFiles.FlushFolder(Path.GetDirectoryName(target)!);
    }

    // The root is never made anew: where it or its mark is gone a disk is missing, and what went into its place would be hidden when it comes back.
    private void CreateFolderOf(string target)
    {
        ThrowIfAway();
        DurableFiles.CreateFolder(Path.GetDirectoryName(target)!, _root);
    }

    private string PlaceOf(StoreMark mark) => Path.Combine(_mark, mark.Name);

    private void Remove(StoreMark mark)
    {
        if (Directory.Exists(PlaceOf(mark)))
            Directory.Delete(PlaceOf(mark));
    }

    private void ThrowIfAway()
    {
        if (!IsThere)
            throw Away(null);
    }

    private StorageUnavailableException Away(Exception? cause) =>
        new($"The folder {_root} {(cause is not null ? $"cannot be used: {cause.Message}" : Directory.Exists(_root) ? "is not the one that photos were kept in: is its disk mounted?" : "is gone.")}", isRefusal: false, cause);

    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(_root, key));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("A key stays inside the store.", nameof(key));
    }
}
