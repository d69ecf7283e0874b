using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Pixeli.Tests.Servers;

/// <summary>A mail that the server took.</summary>
internal sealed record Delivery(bool Secure, string? User, string[] To, ReceivedMail Mail);

/// <summary>A real SMTP server in a process of its own, on loopback.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly Process _process;

    private SmtpServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public ConcurrentQueue<Delivery> Deliveries { get; } = [];

    /// <summary>A port on which nothing listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<SmtpServer> StartAsync(int port = 0, params string[] flags)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[SourceTree.Tests("Servers", "smtp.mjs"), port.ToString(CultureInfo.InvariantCulture), .. flags])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("listening ", line, StringComparison.Ordinal);
        var server = new SmtpServer(process, int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture));
        _ = server.ReadAsync();
        return server;
    }

    public async Task<Delivery> FirstAsync()
    {
        await Wait.UntilAsync("a mail arrives", () => !Deliveries.IsEmpty);
        return Deliveries.First();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var json = JsonNode.Parse(line)!;
            Deliveries.Enqueue(new(
                json["secure"].IsTrue, json["user"]?.Text, [.. json["to"]!.AsArray().Select(to => to.Text)], ReceivedMail.Parse(json["message"].Text)));
        }
    }
}
