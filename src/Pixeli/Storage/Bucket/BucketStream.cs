using Amazon.S3.Model;

namespace Pixeli.Storage.Bucket;

/// <summary>
/// An object as a stream that can be sought in: each place that is read from costs one request for the range from there on. When a
/// connection breaks, reading goes on where it was.
/// </summary>
internal sealed class BucketStream : Stream
{
    private const int Tries = 3;
    private readonly Func<long, CancellationToken, Task<GetObjectResponse>> _openAt;
    private readonly BucketErrors _errors;
    private readonly TimeSpan _patience;
    private GetObjectResponse? _answer;
    private long _position;

    /// <param name="first">The answer to the first request, from the object's beginning.</param>
    /// <param name="length">The object's length.</param>
    /// <param name="openAt">Asks for the rest of the same object from a place on.</param>
    /// <param name="errors">Words failures.</param>
    /// <param name="patience">How long nothing may arrive.</param>
    public BucketStream(
        GetObjectResponse first,
        long length,
        Func<long, CancellationToken, Task<GetObjectResponse>> openAt,
        BucketErrors errors,
        TimeSpan patience)
    {
        (_answer, Length, _openAt, _errors, _patience) = (first, length, openAt, errors, patience);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            if (value == _position)
                return;
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Drop();
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty)
            return 0;
        for (var tried = 1; ; tried++)
        {
            try
            {
                var read = await ReadOnceAsync(buffer[..(int)Math.Min(buffer.Length, Length - _position)], cancellationToken);
                if (read > 0)
                {
                    _position += read;
                    return read;
                }

                Drop(); // the range that was asked for is at its end, and the object is not
            }
            catch (Exception failure) when (failure is not StorageUnavailableException
                && (failure is IOException || BucketErrors.IsOfTheService(failure, cancellationToken)))
            {
                Drop();
                if (tried == Tries)
                    throw _errors.Translate(failure);
            }

            if (tried > Tries)
                throw new StorageUnavailableException("The bucket sends less than it said.", isRefusal: false, null);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A bucket is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
        // nothing is ever written
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Drop();
        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _answer ??= await _openAt(_position, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        return await _answer.ResponseStream.ReadAsync(buffer, limit.Token);
    }

    private void Drop()
    {
        _answer?.Dispose();
        _answer = null;
    }
}
