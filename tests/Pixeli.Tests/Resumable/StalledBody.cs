using System.Net;

namespace Pixeli.Tests.Resumable;

/// <summary>A body that sends its first part and then waits until it is told how to end.</summary>
internal sealed class StalledBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _first;
    private readonly ReadOnlyMemory<byte> _rest;
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StalledBody(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> rest)
    {
        (_first, _rest) = (first, rest);
        Headers.TryAddWithoutValidation("Content-Type", Tus.ContentType);
    }

    public void Finish() => _end.TrySetResult(true);

    /// <summary>The connection breaks.</summary>
    public void Break() => _end.TrySetResult(false);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_first);
        await stream.FlushAsync();
        if (!await _end.Task)
            throw new IOException("The connection is lost.");
        await stream.WriteAsync(_rest);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _first.Length + _rest.Length;
        return true;
    }
}
