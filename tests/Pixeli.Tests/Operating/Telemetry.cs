using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pixeli.Data;
using Pixeli.Hosting.Telemetry;
using Pixeli.Storage;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Operating;

/// <summary>Metrics and traces, sent to a real receiver, and logs that programs read.</summary>
public sealed class Telemetry
{
    /// <summary>What docs/operations.md promises.</summary>
    private static readonly string[] Metrics =
    [
        "http.server.request.duration", "http.server.active_requests", "kestrel.active_connections", "dotnet.gc.collections",
        "pixeli.processing.photos", "pixeli.processing.duration", "pixeli.processing.stage.duration", "pixeli.storage.duration", "pixeli.database.duration",
        "pixeli.queue.photos", "pixeli.queue.age", "pixeli.queue.mails", "pixeli.sockets.open",
    ];

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Whoever_receives_it_is_told_how_a_photo_got_through(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync(protocol);
        await using var app = await PixeliApp.StartAsync(
            null, $"Pixeli:Telemetry:Endpoint={receiver.Endpoint}", $"OTEL_EXPORTER_OTLP_PROTOCOL={protocol}", "OTEL_METRIC_EXPORT_INTERVAL=100", "OTEL_BSP_SCHEDULE_DELAY=100", "OTEL_SERVICE_NAME=our-photos");
        var person = await app.PersonAsync();
        using var socket = await LiveSocket.ConnectAsync(app.Address, $"/ws/notifications/?token={person.Access}");
        var eventId = await person.CreateEventAsync();
        await person.UploadCompletedAsync(eventId);

        foreach (var name in Metrics)
            await Wait.UntilAsync($"{name} is received", () => receiver.HasMetric(name));
        foreach (var word in (string[])["our-photos", "render", "completed", "put", "waiting"])
            await Wait.UntilAsync($"a metric says {word}", () => receiver.HasMetric(word));
        foreach (var name in (string[])["process photo", "render", "storage put", new DatabaseOptions { Url = app.DatabaseUrl, SqlitePath = "" }.IsSqlite ? "sqlite" : "postgresql", "our-photos", "POST /events/{id"])
            await Wait.UntilAsync($"a span says {name}", () => receiver.HasSpan(name));
        Assert.False(receiver.HasSpan(eventId.ToString()), "A span holds an address.");
        var page = await File.ReadAllTextAsync(SourceTree.Of("docs", "operations.md"));
        Assert.Equal([], Metrics.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_missed_by_nobody()
    {
        string endpoint;
        await using (var gone = await OtlpReceiver.StartAsync())
            endpoint = gone.Endpoint;
        await using var app = await PixeliApp.StartAsync(null, $"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}", "OTEL_METRIC_EXPORT_INTERVAL=100");
        var person = await app.PersonAsync();

        await person.UploadCompletedAsync(await person.CreateEventAsync());

        Assert.True(app.Services.GetRequiredService<TelemetryState>().IsOn);
    }

    [Fact]
    public async Task Nothing_is_measured_that_nobody_asked_for()
    {
        await using var app = await PixeliApp.StartAsync();

        Assert.False(app.Services.GetRequiredService<TelemetryState>().IsOn);
        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), service => service is TelemetryExport);
        Assert.IsNotType<MeasuredBlobStore>(app.Services.GetRequiredService<IBlobStore>());
    }

    [Fact]
    public async Task A_log_for_programs_is_an_object_a_line()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, _) = await site.StartAsync(new Dictionary<string, string> { ["Pixeli__Log__Format"] = "json" });

        var lines = server.Said.ConvertAll(line => JsonNode.Parse(line)!);

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith("Z", line["Timestamp"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.StartsWith("Pixel-i listens on http://127.0.0.1:", lines[^1]["Message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Information", lines[^1]["LogLevel"]!.GetValue<string>());
    }
}
