namespace Pixeli.Storage;

/// <summary>
/// A blob on its way to a client, who must take each piece in time. Kestrel's own least rate counts what it handed to the kernel as if
/// it had arrived slowly, so that somebody who reads nothing may hold a file and a connection for hours.
/// </summary>
internal sealed class AttendedStream : Stream
{
    private readonly Stream _inner;
    private readonly TimeSpan _patience;
    private readonly Timer _timer;

    /// <param name="inner">The blob.</param>
    /// <param name="patience">How long the client may take for a piece, that is, from one read to the next.</param>
    /// <param name="giveUp">Called when it takes longer.</param>
    public AttendedStream(Stream inner, TimeSpan patience, Action giveUp)
    {
        (_inner, _patience) = (inner, patience);
        _timer = new(_ => giveUp());
    }

    public override bool CanRead => true;

    public override bool CanSeek => _inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => _inner.Length;

    public override long Position
    {
        get => _inner.Position;
        set => _inner.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _timer.Change(Timeout.Infinite, Timeout.Infinite); // that the store takes its time is not the client's fault
        var read = await _inner.ReadAsync(buffer, cancellationToken);
        _timer.Change(_patience, Timeout.InfiniteTimeSpan);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => _inner.Seek(offset, origin);

    public override void Flush() => _inner.Flush();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
