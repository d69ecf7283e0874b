using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pixeli.BrowserTests;

/// <summary>A way to the program that can be cut: connections break in the middle, and new ones get no answer until it is mended.</summary>
internal sealed class CuttableNetwork : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = [];
    private readonly Uri _target;
    private volatile bool _isCut;

    public CuttableNetwork(string target)
    {
        _target = new(target);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The program's address on this network.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Cut()
    {
        _isCut = true;
        foreach (var client in _open.Keys)
            client.Dispose();
    }

    public void Mend() => _isCut = false;

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassOnAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // the test is through
        }
    }

    private async Task PassOnAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            (_open[near], _open[far]) = (true, true);
            if (_isCut)
                return;
            await far.ConnectAsync(_target.Host, _target.Port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // cut, or ended by one of the two
        }
        finally
        {
            near.Dispose();
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
        }
    }
}
