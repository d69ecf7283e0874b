using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Pixeli.Hosting.Proxies;

internal static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration("Pixeli:Proxy")
            .Validate(options => options.Trusted.All(entry => Parse(entry) is not null), "Pixeli:Proxy:Trusted takes addresses (10.0.0.2) and networks (172.16.0.0/12).")
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(Configure);
    }

    private static void Configure(ForwardedHeadersOptions options, IOptions<ProxyOptions> proxies)
    {
        options.KnownProxies.Clear(); // the framework believes this machine
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Value.Trusted.Select(Parse))
            options.KnownIPNetworks.Add(network!.Value);
        options.ForwardLimit = null; // as many proxies as there are, as long as each is trusted
        // With no network at all the framework believes everybody.
        options.ForwardedHeaders = options.KnownIPNetworks.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
    }

    private static System.Net.IPNetwork? Parse(string entry) =>
        System.Net.IPNetwork.TryParse(entry, out var network) ? network
        : IPAddress.TryParse(entry, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}
