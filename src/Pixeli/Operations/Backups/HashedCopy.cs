using System.Buffers;
using System.Security.Cryptography;

namespace Pixeli.Operations.Backups;

/// <summary>Copies a file and hashes it on the way.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <returns>Size and SHA-256 of what was copied.</returns>
    public static async Task<(long Bytes, string Sha256)> ToAsync(Stream source, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            var (total, read) = (0L, 0);
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                total += read;
            }

            return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
