using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pixeli.Notifications;

namespace Pixeli.Tests.Notifications;

/// <summary>When many sockets come at once.</summary>
public sealed class OpeningSockets
{
    [Fact]
    public async Task Only_a_few_are_opened_at_a_time()
    {
        var opening = new List<TaskCompletionSource>();
        using var turns = new HandshakeTurns(_ =>
        {
            var end = new TaskCompletionSource();
            lock (opening)
                opening.Add(end);
            return end.Task;
        });

        var sockets = Enumerable.Range(0, HandshakeTurns.MostAtOnce + 2).Select(_ => turns.InvokeAsync(Request(isWebSocket: true))).ToList();
        Assert.Equal(HandshakeTurns.MostAtOnce, opening.Count);
        var other = turns.InvokeAsync(Request(isWebSocket: false)); // does not wait for them
        Assert.Equal(HandshakeTurns.MostAtOnce + 1, opening.Count);

        opening[0].SetResult();
        opening[1].SetException(new InvalidOperationException()); // a failure ends a turn as well
        await Wait.UntilAsync("the next two have their turns", () =>
        {
            lock (opening)
                return opening.Count == HandshakeTurns.MostAtOnce + 3;
        });

        foreach (var end in opening.Skip(2))
            end.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll([.. sockets, other]));
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_takes_no_turn()
    {
        var end = new TaskCompletionSource();
        using var turns = new HandshakeTurns(_ => end.Task);
        var sockets = Enumerable.Range(0, HandshakeTurns.MostAtOnce).Select(_ => turns.InvokeAsync(Request(isWebSocket: true))).ToList();
        using var gone = new CancellationTokenSource();
        var request = Request(isWebSocket: true);
        request.RequestAborted = gone.Token;
        var waiting = turns.InvokeAsync(request);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        end.SetResult();
        await Task.WhenAll(sockets);
        await turns.InvokeAsync(Request(isWebSocket: true));
    }

    private static DefaultHttpContext Request(bool isWebSocket)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpWebSocketFeature>(new Upgrade(isWebSocket));
        return context;
    }

    private sealed record Upgrade(bool IsWebSocketRequest) : IHttpWebSocketFeature
    {
        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context) => throw new NotSupportedException();
    }
}
