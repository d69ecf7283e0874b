namespace Pixeli.Notifications;

/// <summary>
/// Opens a few sockets at a time: when a process goes, all that hung on it come back at once, and must neither take every connection to
/// the database nor keep everybody else waiting. Those who wait for their turn cost nothing.
/// </summary>
internal sealed class HandshakeTurns(RequestDelegate next) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    public static int MostAtOnce { get; } = 2 * Environment.ProcessorCount;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        await _turns.WaitAsync(context.RequestAborted);
        using var turn = new HandshakeTurn(_turns);
        context.Features.Set(turn);
        await next(context);
    }

    public void Dispose() => _turns.Dispose();
}

/// <summary>A socket is being opened, until it is said to be over, or the request ends.</summary>
internal sealed class HandshakeTurn(SemaphoreSlim turns) : IDisposable
{
    private int _isOver;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
            turns.Release();
    }
}
