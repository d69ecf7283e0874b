namespace Pixeli.Hosting.Proxies;

/// <summary>Reverse proxies in front of this server.</summary>
public sealed class ProxyOptions
{
    /// <summary>
    /// Addresses (<c>10.0.0.2</c>) and networks (<c>172.16.0.0/12</c>) whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c>
    /// are believed. None by default, not even this machine.
    /// </summary>
    public IList<string> Trusted { get; } = [];
}
