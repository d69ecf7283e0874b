using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Pixeli.Hosting;

/// <summary>
/// Reads on, for a while, what a client still sends that has its answer already. RFC 9112, section 9.6: "If a server performs an immediate close of a TCP
/// connection, there is a significant risk that the client will not be able to read the last HTTP response": a browser tells of a network that failed
/// instead of a file that is too large, and a proxy answers 502.
/// </summary>
internal sealed class RestOfBody(RequestDelegate next)
{
    private const int BufferBytes = 64 * 1024;
    private const long MostBytes = 64 << 20; // a photo as large as they may be by default
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (MayHaveMore(context))
            await ReadOnAsync(context);
    }

    // HTTP/2 ends one request and not the connection. Who waits for the word to begin sends nothing without it, and who was too slow is not waited for.
    private static bool MayHaveMore(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol)
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
        && context.Request.Headers.Expect.Count == 0
        && context.Response.StatusCode is not (StatusCodes.Status101SwitchingProtocols or StatusCodes.Status408RequestTimeout)
        && !context.RequestAborted.IsCancellationRequested;

    private static async Task ReadOnAsync(HttpContext context)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(MostTime);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await context.Response.CompleteAsync(); // the answer first
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = null; // nothing of it is kept
            for (long read = 0, some = -1; some != 0 && read < MostBytes; read += some)
                some = await context.Request.Body.ReadAsync(buffer, limit.Token);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // it was sent too slowly, wrongly or not at all: the connection ends
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
