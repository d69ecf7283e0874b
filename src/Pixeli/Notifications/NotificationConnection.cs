using System.Net.WebSockets;

namespace Pixeli.Notifications;

/// <summary>One WebSocket of one person: sends what is put into its queue until either side ends it.</summary>
internal sealed class NotificationConnection(WebSocket socket, Guid person, Guid session, NotificationOptions options)
{
    /// <summary>Close code for a token or session that has ended; codes from 4000 are the application's (RFC 6455, section 7.4.2).</summary>
    public const WebSocketCloseStatus SessionEnded = (WebSocketCloseStatus)4401;

    private const int MaxIncoming = 4096;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly Queue<byte[]> _waiting = new();
    private readonly TaskCompletionSource<(WebSocketCloseStatus Status, string Reason)> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _sending = Task.CompletedTask;
    private bool _isSending; // only while there is something to send, which for most connections is seldom
    private bool _takesMore = true;

    public Guid Person => person;

    public Guid Session => session;

    /// <summary>Queues a message; a client with a full queue is dropped, since it would otherwise be buffered for ever.</summary>
    public void Enqueue(byte[] message)
    {
        if (!TryEnqueue(message))
            socket.Abort();
    }

    /// <summary>Ends the connection from our side.</summary>
    public void End(WebSocketCloseStatus status, string reason) => _ending.TrySetResult((status, reason));

    /// <summary>Runs until the connection has ended.</summary>
    public async Task RunAsync()
    {
        var reading = ReadAsync();
        await Task.WhenAny(reading, _ending.Task);
        await FinishSendingAsync(); // one sender at a time: what waits goes out before the close frame
        if (_ending.Task.IsCompletedSuccessfully)
        {
            var (status, reason) = await _ending.Task;
            await CloseAsync(status, reason, reading);
        }
        else if (socket.State == WebSocketState.CloseReceived)
        {
            await CloseAsync(WebSocketCloseStatus.NormalClosure, "", reading);
        }

        socket.Abort();
        await reading;
    }

    private bool TryEnqueue(byte[] message)
    {
        lock (_waiting)
        {
            if (!_takesMore)
                return true; // it is about to end, and not because of this
            if (_waiting.Count == options.MaxWaiting)
                return false;
            _waiting.Enqueue(message);
            if (!_isSending)
                (_isSending, _sending) = (true, Task.Run(SendAsync));
            return true;
        }
    }

    private byte[]? Next()
    {
        lock (_waiting)
        {
            _isSending = _waiting.TryDequeue(out var message);
            return message;
        }
    }

    private Task FinishSendingAsync()
    {
        lock (_waiting)
        {
            _takesMore = false;
            return _sending;
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next() is { } message)
            {
                using var limit = new CancellationTokenSource(options.SendTimeout);
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort(); // the connection is over, or about to be
        }
    }

    // Clients have nothing to say, but their close frames and pongs arrive by reading.
    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None); // holds no buffer while it waits
                var buffer = new byte[MaxIncoming];
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                if (!received.EndOfMessage)
                    End(WebSocketCloseStatus.MessageTooBig, "This connection only sends.");
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // gone without a word
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason, Task answered)
    {
        try
        {
            using var limit = new CancellationTokenSource(CloseTimeout);
            await socket.CloseOutputAsync(status, reason, limit.Token);
            await answered.WaitAsync(limit.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // it was told, and does not answer
        }
    }
}
