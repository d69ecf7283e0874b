using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace Pixeli.Storage.Bucket;

/// <summary>
/// Puts objects. The service shows an object when all of it is there, and not before; what it received it compares with the SHA-256
/// that is sent along, twice: as the checksum it keeps, and as the signed hash of the body.
/// </summary>
internal sealed class BucketUpload(AmazonS3Client client, string bucket, int partBytes)
{
    private const int PartsAtOnce = 3;
    private const int BufferBytes = 128 * 1024;
    private static readonly TimeSpan AbortPatience = TimeSpan.FromSeconds(10);

    /// <summary>Puts a file: in one request, or in parts where it is large.</summary>
    public async Task PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous);
        if (file.Length > partBytes)
            await PutPartsAsync(key, path, file, cancellationToken);
        else
            await PutAsync(key, file, await HashAsync(file, 0, file.Length, cancellationToken), cancellationToken);
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        await PutAsync(key, stream, Convert.ToBase64String(SHA256.HashData(bytes.Span)), cancellationToken);
    }

    private Task PutAsync(string key, Stream bytes, string sha256, CancellationToken cancellationToken) => client.PutObjectAsync(
        new()
        {
            BucketName = bucket,
            Key = key,
            InputStream = bytes,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ChecksumSHA256 = sha256,
        },
        cancellationToken);

    private async Task PutPartsAsync(string key, string path, FileStream file, CancellationToken cancellationToken)
    {
        var begun = await client.InitiateMultipartUploadAsync(
            new() { BucketName = bucket, Key = key, ChecksumAlgorithm = ChecksumAlgorithm.SHA256 }, cancellationToken);
        try
        {
            var length = file.Length;
            var parts = new PartETag[(length + partBytes - 1) / partBytes];
            await Parallel.ForAsync(
                0,
                parts.Length,
                new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken },
                async (index, cancelled) =>
                {
                    var from = (long)index * partBytes;
                    var size = Math.Min(partBytes, length - from);
                    var sha256 = await HashAsync(file, from, size, cancelled);
                    var part = await client.UploadPartAsync(
                        new()
                        {
                            BucketName = bucket,
                            Key = key,
                            UploadId = begun.UploadId,
                            PartNumber = index + 1,
                            FilePath = path,
                            FilePosition = from,
                            PartSize = size,
                            UseChunkEncoding = false,
                            ChecksumSHA256 = sha256,
                        },
                        cancelled);
                    parts[index] = new(index + 1, part.ETag) { ChecksumSHA256 = sha256 };
                });
            await client.CompleteMultipartUploadAsync(
                new() { BucketName = bucket, Key = key, UploadId = begun.UploadId, PartETags = [.. parts] }, cancellationToken);
        }
        catch
        {
            await AbortAsync(key, begun.UploadId);
            throw;
        }
    }

    private async Task AbortAsync(string key, string upload)
    {
        using var limit = new CancellationTokenSource(AbortPatience);
        try
        {
            await client.AbortMultipartUploadAsync(bucket, key, upload, limit.Token);
        }
        catch (Exception failure) when (BucketErrors.IsOfTheService(failure, CancellationToken.None))
        {
            // the parts are seen by nobody, and a rule of the bucket removes them in time
        }
    }

    private static async Task<string> HashAsync(FileStream file, long from, long size, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var done = 0L; done < size;)
            {
                var read = await RandomAccess.ReadAsync(
                    file.SafeFileHandle, buffer.AsMemory(0, (int)Math.Min(buffer.Length, size - done)), from + done, cancellationToken);
                if (read == 0)
                    throw new IOException("The file became shorter while it was read.");
                hash.AppendData(buffer, 0, read);
                done += read;
            }

            return Convert.ToBase64String(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
