using System.Diagnostics;
using System.Net.WebSockets;

namespace Pixeli.Bench.Sockets;

/// <summary>Many WebSockets of one person, that are all told of the same.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    private const int AtOnce = 50; // connect; more only wait for their turn
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _listening = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<long> _heard = [];
    private TaskCompletionSource _all = new();

    public static async Task<Listeners> ConnectAsync(Uri server, string token, int count, CancellationToken cancellationToken)
    {
        var listeners = new Listeners();
        var address = new UriBuilder(server) { Scheme = "ws", Path = "/ws/notifications/", Query = $"token={token}" }.Uri;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (_, connecting) =>
        {
            var socket = new ClientWebSocket();
            lock (listeners._lock)
                listeners._sockets.Add(socket);
            await socket.ConnectAsync(address, connecting);
            lock (listeners._lock)
                listeners._listening.Add(listeners.ListenAsync(socket));
        });
        return listeners;
    }

    /// <summary>Does something that each is told of once.</summary>
    /// <returns>Milliseconds until each had heard of it, from the moment before it was done.</returns>
    public async Task<IReadOnlyList<double>> HearAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _heard.Clear();
            _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var began = Stopwatch.GetTimestamp();
        await act();
        try
        {
            await _all.Task.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new BenchException($"Only {_heard.Count} of {_sockets.Count} sockets heard of it.");
        }

        return [.. _heard.Select(moment => Stopwatch.GetElapsedTime(began, moment).TotalMilliseconds)];
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_listening);
        foreach (var socket in _sockets)
            socket.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                if (received.EndOfMessage)
                    Remember(Stopwatch.GetTimestamp());
            }
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException)
        {
            // whoever waits for it hears that it is missing
        }
    }

    private void Remember(long moment)
    {
        lock (_lock)
        {
            _heard.Add(moment);
            if (_heard.Count == _sockets.Count)
                _all.TrySetResult();
        }
    }
}
