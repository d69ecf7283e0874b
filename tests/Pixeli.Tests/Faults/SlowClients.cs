using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pixeli.Tests.Crashes;
using Pixeli.Tests.Operating;

namespace Pixeli.Tests.Faults;

/// <summary>Clients that send or read next to nothing: each loses its connection in time, holds little memory till then, and is in nobody's way.</summary>
public sealed class SlowClients
{
    private const int Clients = 64;
    private const int OriginalBytes = 16 * 1024 * 1024;
    private const long MostResident = 600L * 1024 * 1024; // with every original in memory it would be a gigabyte more than a server takes

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(80);

    [Fact]
    public async Task Headers_that_never_end_are_hung_up_on()
    {
        await using var app = await PixeliApp.StartAsync(Hastily);
        var slow = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendAsync(app.Address, $"GET / HTTP/1.1\r\nHost: {app.Address.Authority}\r\nX-Slow: ")));

        (await app.Anyone.GetAsync("/health/ready")).Expect(200);

        foreach (var client in slow)
            Assert.StartsWith("HTTP/1.1 408 ", await ToTheEndAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_that_never_come_are_refused_and_leave_nothing()
    {
        await using var app = await PixeliApp.StartAsync(Hastily);
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var head = $"POST /events/{eventId}/photos/bulk-upload/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {person.Access}\r\n"
            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a.jpg\"\r\n\r\nthe first bytes";
        var slow = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendAsync(app.Address, head)));

        (await app.Anyone.GetAsync("/health/ready")).Expect(200);

        foreach (var client in slow)
        {
            var answer = await ToTheEndAsync(client);
            Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        }

        await Wait.UntilAsync("nothing of them is left", () => Directory.EnumerateFiles(app.Staging, "*", SearchOption.AllDirectories).All(file => file.EndsWith(".lock", StringComparison.Ordinal)));
        await person.UploadCompletedAsync(eventId);
    }

    [Fact]
    public async Task Originals_that_nobody_reads_are_neither_kept_in_memory_nor_open_for_ever()
    {
        await using var site = await OfflineSite.CreateAsync();
        // The last of them begins before the first is given up, however slow the machine is.
        var (server, boss) = await site.StartAsync(new Dictionary<string, string> { ["Pixeli__Limits__StalledDownload"] = "00:00:15" });
        var eventId = await boss.CreateEventAsync();
        var photo = (await boss.UploadCompletedAsync(eventId, [.. TestPhotos.Next(), .. new byte[OriginalBytes]]))["id"].Text;
        var address = (await server.Address)!;
        var head = $"GET /photos/{photo}/original/ HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {boss.Access}\r\n\r\n";
        var slow = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendAsync(address, head)));

        await Wait.UntilAsync("the originals are being sent", () => Originals(server) >= Clients);
        (await boss.GetAsync($"/events/{eventId}/photos/")).Expect(200);
        await Wait.UntilAsync("the server gave them up", () => Originals(server) == 0);

        Assert.True(server.PeakResident < MostResident, $"{server.PeakResident / 1e6:N0} MB resident");
        foreach (var client in slow)
            Assert.True((await ToTheEndAsync(client)).Length < OriginalBytes, "All of it was sent.");
        (await boss.GetAsync("/health/ready")).Expect(200);
    }

    [Fact]
    public async Task More_connections_than_are_held_are_refused_and_those_that_are_held_work_on()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Limits:Connections=8");
        (await app.Anyone.GetAsync("/health/ready")).Expect(200); // holds one

        // Connections are counted in no order: only one that was answered is surely held.
        var held = Enumerable.Range(0, 7).Select(_ => new HttpClient { BaseAddress = app.Address }).ToList();
        foreach (var client in held)
            Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));

        var another = $"GET /health/live HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\n\r\n";
        Assert.Equal("", await ToTheEndAsync(await SendAsync(app.Address, another)));

        (await app.Anyone.GetAsync("/health/ready")).Expect(200);
        foreach (var client in held)
        {
            Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));
            client.Dispose();
        }

        await Wait.UntilAsync("there is room again", async () =>
            (await ToTheEndAsync(await SendAsync(app.Address, another))).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal));
    }

    /// <summary>The tests above hurry; what a site runs with is as finite.</summary>
    [Fact]
    public async Task A_site_waits_for_nobody_for_ever()
    {
        await using var app = await PixeliApp.StartAsync();

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(3));
        Assert.InRange(limits.MinRequestBodyDataRate!.BytesPerSecond, 200, 10_000);
        Assert.InRange(limits.MinResponseDataRate!.BytesPerSecond, 200, 10_000);
        Assert.InRange(limits.MaxConcurrentConnections!.Value, 1000, 100_000);
        Assert.InRange(limits.MaxConcurrentUpgradedConnections!.Value, 5000, 100_000);
    }

    private static void Hastily(IServiceCollection services) => services.Configure<KestrelServerOptions>(kestrel =>
    {
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5); // those who do not dawdle on a busy machine must be done in it
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));
    });

    private static async Task<TcpClient> SendAsync(Uri address, string text)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        }
        catch (IOException)
        {
            // refused already
        }

        return client;
    }

    /// <summary>All that the server still says until it hangs up.</summary>
    private static async Task<string> ToTheEndAsync(TcpClient client)
    {
        using (client)
        {
            using var limit = new CancellationTokenSource(Patience);
            var (said, buffer) = (new StringBuilder(), new byte[64 * 1024]);
            try
            {
                while (await client.GetStream().ReadAsync(buffer, limit.Token) is var read and > 0)
                    said.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
            catch (IOException)
            {
                // a reset is an end as well
            }

            return said.ToString();
        }
    }

    // Originals that the server's process has open.
    private static int Originals(ServerProcess server) => Directory.EnumerateFiles($"/proc/{server.Id}/fd")
        .Count(file => new FileInfo(file).LinkTarget?.EndsWith("/original", StringComparison.Ordinal) == true);
}
