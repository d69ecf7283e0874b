using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Pixeli.Tests;

/// <summary>A WebSocket of a client.</summary>
public sealed class LiveSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly ClientWebSocket _socket = new();

    private LiveSocket()
    {
    }

    public ClientWebSocket Raw => _socket;

    public int? CloseCode => (int?)_socket.CloseStatus;

    public static Task<LiveSocket> ConnectAsync(Uri server, string path, params (string Name, string Value)[] headers) =>
        ConnectAsync(server, path, null, headers);

    /// <summary>Connects by a way of its own.</summary>
    public static async Task<LiveSocket> ConnectAsync(Uri server, string path, HttpMessageHandler? line, params (string Name, string Value)[] headers)
    {
        var socket = new LiveSocket();
        foreach (var (name, value) in headers)
            socket._socket.Options.SetRequestHeader(name, value);
        using var limit = new CancellationTokenSource(Patience);
        using var by = line is null ? null : new HttpMessageInvoker(line, disposeHandler: false);
        await socket._socket.ConnectAsync(new UriBuilder(new Uri(server, path)) { Scheme = server.Scheme == "https" ? "wss" : "ws" }.Uri, by, limit.Token);
        return socket;
    }

    /// <summary>The next message, or null when the server closed the connection.</summary>
    public async Task<JsonNode?> NextAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        var (buffer, text) = (new byte[8192], new StringBuilder());
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            if (received.EndOfMessage)
                return JsonNode.Parse(text.ToString());
        }
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public void Dispose() => _socket.Dispose();
}
