using System.Net;

namespace Pixeli.Tests.Resumable;

/// <summary>A PATCH that sends its first bytes and then waits until it is told how to end.</summary>
internal sealed class StalledRequest
{
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StalledRequest(Person person, string upload, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> rest) =>
        Answer = person.ContinueAsync(upload, 0, new Body(first, rest, _end.Task));

    public Task<Answer> Answer { get; }

    public void Finish() => _end.TrySetResult(true);

    /// <summary>The connection breaks.</summary>
    public void Break() => _end.TrySetResult(false);

    private sealed class Body : HttpContent
    {
        private readonly ReadOnlyMemory<byte> _first;
        private readonly ReadOnlyMemory<byte> _rest;
        private readonly Task<bool> _end;

        public Body(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> rest, Task<bool> end)
        {
            (_first, _rest, _end) = (first, rest, end);
            Headers.TryAddWithoutValidation("Content-Type", Tus.ContentType);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_first);
            await stream.FlushAsync();
            if (!await _end)
                throw new IOException("The connection is lost.");
            await stream.WriteAsync(_rest);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _first.Length + _rest.Length;
            return true;
        }
    }
}
