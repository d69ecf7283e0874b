using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Pixeli.Hosting;
using Pixeli.Storage;

namespace Pixeli.Uploads.Resumable;

/// <summary>
/// What has come in of resumable uploads: one file each in the data folder, shared by all processes and older than any of
/// them. The length of a file is the offset of its upload.
/// </summary>
public sealed class ReceivedFiles(DataFolder data)
{
    private const int BufferBytes = 128 * 1024;
    private const int OpenElsewhere = 11; // EWOULDBLOCK of Linux
    private const string LockSuffix = ".lock";
    private const string ChunkSuffix = ".chunk";

    public string PathOf(Guid upload) => Path.Combine(data.Uploads, upload.ToString("N"));

    /// <summary>Bytes received so far.</summary>
    public long Offset(Guid upload) => new FileInfo(PathOf(upload)) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>
    /// The right to change an upload, or null while somebody else has it, in this process or another. The operating system
    /// takes it back from a process that dies.
    /// </summary>
    public IDisposable? TryLock(Guid upload)
    {
        try
        {
            return new FileStream(PathOf(upload) + LockSuffix, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 0);
        }
        catch (IOException failure) when (failure.HResult == OpenElsewhere)
        {
            return null;
        }
    }

    /// <summary>Appends a body. What came in of one that breaks off is kept, and on the disk, whatever is thrown.</summary>
    /// <returns>True unless the body was longer than <paramref name="room"/>; then nothing of it is kept.</returns>
    public async Task<bool> AppendAsync(Guid upload, Stream body, long room, CancellationToken cancellationToken)
    {
        var path = PathOf(upload);
        var isNew = !File.Exists(path);
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        var before = file.Seek(0, SeekOrigin.End);
        try
        {
            var fits = await CopyAsync(body, room, bytes => file.WriteAsync(bytes, CancellationToken.None), cancellationToken);
            if (!fits)
                file.SetLength(before);
            return fits;
        }
        finally
        {
            await OwnThread.RunAsync(() => Flush(file.SafeFileHandle, isNew), CancellationToken.None);
        }
    }

    /// <summary>Appends a body once all of it has come in with the right checksum, and otherwise nothing of it.</summary>
    public async Task<(bool Fits, bool IsIntact)> AppendCheckedAsync(
        Guid upload, Stream body, long room, TusChecksum checksum, CancellationToken cancellationToken)
    {
        var aside = PathOf(upload) + ChunkSuffix;
        try
        {
            using var hash = checksum.Start();
            await using var chunk = new FileStream(
                aside, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.Asynchronous);
            var fits = await CopyAsync(
                body,
                room,
                bytes =>
                {
                    hash.AppendData(bytes.Span);
                    return chunk.WriteAsync(bytes, CancellationToken.None);
                },
                cancellationToken);
            if (!fits || !checksum.IsOf(hash))
                return (fits, false);
            chunk.Seek(0, SeekOrigin.Begin);
            return (await AppendAsync(upload, chunk, room, CancellationToken.None), true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private void Flush(SafeFileHandle file, bool isNew)
    {
        RandomAccess.FlushToDisk(file);
        if (isNew)
            DurableFiles.FlushFolder(data.Uploads);
    }

    /// <summary>Removes what there is of an upload. Only for who holds its lock.</summary>
    public void Delete(Guid upload)
    {
        foreach (var suffix in (string[])["", ChunkSuffix, LockSuffix])
            File.Delete(PathOf(upload) + suffix);
    }

    /// <summary>Uploads that something is left of.</summary>
    public IEnumerable<Guid> All() => Directory.EnumerateFiles(data.Uploads)
        .Select(path => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty).Distinct();

    private static async Task<bool> CopyAsync(
        Stream body, long room, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await body.ReadSentAsync(buffer, cancellationToken)) > 0)
            {
                if (read > room)
                    return false;
                room -= read;
                await write(buffer.AsMemory(0, read));
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
