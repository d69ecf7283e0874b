using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Storage;

namespace Pixeli.Uploads;

/// <summary>
/// Takes bytes in: streamed to disk in this process's staging folder while they are hashed, then looked at. Each staged photo has
/// an empty <c>.intent</c> beside it until its row is committed; what a dead process left is cleaned up by those.
/// </summary>
public sealed class Staging(Instance instance, PhotoRenderer renderer, IOptions<UploadOptions> options)
{
    internal const string IntentSuffix = ".intent";
    private const int BufferBytes = 128 * 1024;

    /// <summary>Streams a body to disk. Memory does not grow with its size.</summary>
    /// <returns>The staged photo, or why it was refused; then nothing of it is left.</returns>
    public Task<(StagedPhoto? Photo, UploadRefusal? Refusal)> ReceiveAsync(Stream body, CancellationToken cancellationToken) =>
        StageAsync(path => CopyAsync(body, path, cancellationToken), cancellationToken);

    /// <summary>Stages a file that is on this disk already and stays there: the staged one is a second name of its bytes.</summary>
    /// <inheritdoc cref="ReceiveAsync"/>
    public Task<(StagedPhoto? Photo, UploadRefusal? Refusal)> AdoptAsync(string whole, CancellationToken cancellationToken) => StageAsync(
        async path =>
        {
            SecondName.Give(whole, path);
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
            return (file.Length, await SHA256.HashDataAsync(file, cancellationToken));
        },
        cancellationToken);

    /// <summary>Removes what is left of a staged photo: its row is committed, or it will never be one.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="keepIntent">Its original may lie in storage without a row: whoever cleans up after this process looks.</param>
    public void Discard(StagedPhoto photo, bool keepIntent = false)
    {
        if (keepIntent)
            File.Delete(photo.Path);
        else
            Discard(photo.Path);
    }

    // A second name of a file that is there costs a file system less than a file of its own, which is made and removed again.
    private void Intend(string intent)
    {
        if (!SecondName.TryGive(instance.LockFile, intent))
            File.WriteAllBytes(intent, []);
    }

    private static void Discard(string path)
    {
        File.Delete(path);
        File.Delete(path + IntentSuffix);
    }

    private async Task<(StagedPhoto? Photo, UploadRefusal? Refusal)> StageAsync(
        Func<string, Task<(long Bytes, byte[] Sha256)>> fill, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var path = Path.Combine(instance.Staging, id.ToString("N"));
        try
        {
            Intend(path + IntentSuffix);
            var (bytes, sha256) = await fill(path);
            if (bytes > options.Value.MaxFileBytes)
            {
                Discard(path);
                return (null, TooLarge(options.Value));
            }

            return (new(id, path, bytes, sha256, renderer.Probe(path)), null);
        }
        catch (ImagingException refused)
        {
            Discard(path);
            return (null, UploadRefusal.Of(refused));
        }
        catch
        {
            Discard(path);
            throw;
        }
    }

    private async Task<(long Bytes, byte[] Sha256)> CopyAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
            var total = 0L;
            int read;
            while ((read = await body.FillFromSentAsync(buffer.AsMemory(0, BufferBytes), cancellationToken)) > 0)
            {
                total += read;
                if (total > options.Value.MaxFileBytes)
                    continue; // read on without keeping it, so that the parts after this one are still found
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return (total, hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Says that a file is larger than is taken here.</summary>
    internal static UploadRefusal TooLarge(UploadOptions options)
    {
        var (kibibytes, mebibytes) = (options.MaxFileBytes / 1024, options.MaxFileBytes / (1024 * 1024));
        return new(StatusCodes.Status413PayloadTooLarge, $"The file is larger than {(mebibytes > 0 ? $"{mebibytes} MB" : $"{kibibytes} KB")}.");
    }
}
