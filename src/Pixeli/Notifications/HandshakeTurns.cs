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
        try
        {
            await next(context);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
