using System.Net;
using System.Net.Sockets;

namespace Pixeli.Tests.Servers;

/// <summary>A port that is taken and on which nobody listens: it refuses until it is disposed, and nobody else gets it.</summary>
internal sealed class RefusingPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RefusingPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
