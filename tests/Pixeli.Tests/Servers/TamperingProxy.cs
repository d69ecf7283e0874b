using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pixeli.Tests.Servers;

/// <summary>A line to a server on which one word of what is sent becomes another of the same length.</summary>
internal sealed class TamperingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _lines = [];

    private TamperingProxy()
    {
    }

    public string Endpoint => $"http://{_listener.LocalEndpoint}";

    public static Task<TamperingProxy> StartAsync(Uri server, string from, string to)
    {
        var proxy = new TamperingProxy();
        proxy._listener.Start();
        proxy._lines.Add(proxy.AcceptAsync(server, Encoding.ASCII.GetBytes(from), Encoding.ASCII.GetBytes(to)));
        return Task.FromResult(proxy);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_lines).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync(Uri server, byte[] from, byte[] to)
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _lines.Add(ConnectAsync(client, server, from, to));
        }
    }

    private async Task ConnectAsync(TcpClient client, Uri server, byte[] from, byte[] to)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port, _end.Token);
        await Task.WhenAny(TamperAsync(near.GetStream(), far.GetStream(), from, to), far.GetStream().CopyToAsync(near.GetStream(), _end.Token));
    }

    private async Task TamperAsync(NetworkStream near, NetworkStream far, byte[] from, byte[] to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await near.ReadAsync(buffer, _end.Token)) > 0)
        {
            for (var at = buffer.AsSpan(0, read).IndexOf(from); at >= 0; at = buffer.AsSpan(0, read).IndexOf(from))
                to.CopyTo(buffer, at);
            await far.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }
}
