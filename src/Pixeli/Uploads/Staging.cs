using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Imaging;

namespace Pixeli.Uploads;

/// <summary>
/// Takes bytes in: streamed to disk in this process's staging folder while they are hashed, then looked at. Each staged photo has
/// an empty <c>.intent</c> file beside it until its row is committed; what a dead process left is cleaned up by those.
/// </summary>
public sealed class Staging(Instance instance, PhotoRenderer renderer, IOptions<UploadOptions> options)
{
    internal const string IntentSuffix = ".intent";
    private const int BufferBytes = 128 * 1024;

    /// <summary>Streams a body to disk. Memory does not grow with its size.</summary>
    /// <returns>The staged photo, or why it was refused; then nothing of it is left.</returns>
    public async Task<(StagedPhoto? Photo, UploadRefusal? Refusal)> ReceiveAsync(Stream body, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var path = Path.Combine(instance.Staging, id.ToString("N"));
        try
        {
            await File.WriteAllBytesAsync(path + IntentSuffix, [], cancellationToken); // cancelled, it may be there all the same
            var (bytes, sha256) = await CopyAsync(body, path, cancellationToken);
            if (bytes > options.Value.MaxFileBytes)
            {
                Discard(path);
                return (null, TooLarge());
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

    /// <summary>Removes what is left of a staged photo: its row is committed, or it will never be one.</summary>
    public void Discard(StagedPhoto photo) => Discard(photo.Path);

    private static void Discard(string path)
    {
        File.Delete(path);
        File.Delete(path + IntentSuffix);
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
            while ((read = await ReadAsync(body, buffer, cancellationToken)) > 0)
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

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAtLeastAsync(buffer, BufferBytes, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception broken) when (broken is (IOException and not BadHttpRequestException) or InvalidDataException)
        {
            throw new BadHttpRequestException("The upload ended before the file did.", broken); // told apart from a disk that fails
        }
    }

    private UploadRefusal TooLarge()
    {
        var (kibibytes, mebibytes) = (options.Value.MaxFileBytes / 1024, options.Value.MaxFileBytes / (1024 * 1024));
        return new(StatusCodes.Status413PayloadTooLarge, $"The file is larger than {(mebibytes > 0 ? $"{mebibytes} MB" : $"{kibibytes} KB")}.");
    }
}
