using System.Net;
using System.Net.Sockets;

namespace Pixeli.Hosting.Limits;

public static class ClientAddress
{
    /// <summary>
    /// The client's address as something to count by. RFC 6177: a site on IPv6 has at least a /64 to itself, so one client has
    /// all its addresses.
    /// </summary>
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"{new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])}/64",
        { } address => address.ToString(),
    };
}
