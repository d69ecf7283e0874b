using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Pixeli.Tests.Servers;

/// <summary>
/// A receiver of OTLP on a free port, over HTTP or over gRPC. Texts stand as they are in the protobuf that it is sent, which is all that a test wants to know.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int FramePrefix = 5; // gRPC: one byte that says whether the message is compressed, four of its length
    private const string Collector = "/opentelemetry.proto.collector.";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _metrics = new();
    private readonly ConcurrentQueue<string> _traces = new();

    private OtlpReceiver(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/metrics", request => ReceiveAsync(request, _metrics));
        app.MapPost("/v1/traces", request => ReceiveAsync(request, _traces));
        app.MapPost(Collector + "metrics.v1.MetricsService/Export", request => ReceiveCallAsync(request, _metrics));
        app.MapPost(Collector + "trace.v1.TraceService/Export", request => ReceiveCallAsync(request, _traces));
    }

    public string Endpoint => _app.Urls.Single();

    /// <param name="protocol">What it speaks: <c>http/protobuf</c> or <c>grpc</c>, and that only.</param>
    public static async Task<OtlpReceiver> StartAsync(string protocol = "http/protobuf")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(
            endpoint => endpoint.Protocols = protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    public bool HasMetric(string name) => _metrics.Any(body => body.Contains(name, StringComparison.Ordinal));

    public bool HasSpan(string name) => _traces.Any(body => body.Contains(name, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task ReceiveAsync(HttpContext context, ConcurrentQueue<string> bodies)
    {
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        bodies.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf"; // an empty message: everything was taken
    }

    // https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: "Length-Prefixed-Message → Compressed-Flag Message-Length Message"
    private static async Task ReceiveCallAsync(HttpContext context, ConcurrentQueue<string> messages)
    {
        Assert.StartsWith("application/grpc", context.Request.ContentType, StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var frame = body.ToArray();
        Assert.Equal(0, frame[0]);
        Assert.Equal(frame.Length - FramePrefix, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
        messages.Enqueue(Encoding.Latin1.GetString(frame, FramePrefix, frame.Length - FramePrefix));
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[FramePrefix]); // an empty message: everything was taken
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
