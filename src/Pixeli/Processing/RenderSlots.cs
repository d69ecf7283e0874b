using Microsoft.Extensions.Options;

namespace Pixeli.Processing;

/// <summary>
/// Lets as many photos be decoded at a time as memory is meant for. There is one worker more than slots, so that a core never waits while a
/// photo is claimed, stored or committed.
/// </summary>
internal sealed class RenderSlots(IOptions<ProcessingOptions> options, ProcessingTimes times) : IDisposable
{
    private readonly SemaphoreSlim _free = new(Math.Max(options.Value.Workers, 1));

    public async Task<T> UseAsync<T>(Func<Task<T>> render, CancellationToken cancellationToken)
    {
        using (times.Stage("turn"))
            await _free.WaitAsync(cancellationToken);
        try
        {
            using var stage = times.Stage("render");
            return await render();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
