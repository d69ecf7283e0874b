using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Pixeli.Bench.Server;

/// <summary>The body of a bulk upload, streamed from disk in large pieces, which knows when its first and last bytes were sent.</summary>
internal sealed class BulkUploadContent : HttpContent
{
    private const string Boundary = "----pixeli-bench-boundary";
    private const int BufferBytes = 256 * 1024;
    private readonly IReadOnlyList<string> _files;
    private readonly byte[] _metadata;

    public BulkUploadContent(IReadOnlyList<string> files)
    {
        _files = files;
        _metadata = Part(
            "name=\"metadata\"", "application/json", JsonSerializer.Serialize(files.Select(file => new { client_id = Path.GetFileName(file) })) + "\r\n");
        Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
    }

    /// <summary><see cref="Stopwatch.GetTimestamp"/> before the first byte was handed to the connection.</summary>
    public long FirstByteSent { get; private set; }

    /// <summary><see cref="Stopwatch.GetTimestamp"/> after the connection had taken the last byte.</summary>
    public long LastByteSent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        FirstByteSent = Stopwatch.GetTimestamp();
        await stream.WriteAsync(_metadata, cancellationToken);
        foreach (var path in _files)
        {
            await stream.WriteAsync(FileHead(path), cancellationToken);
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
            await file.CopyToAsync(stream, BufferBytes, cancellationToken);
            await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
        }

        await stream.WriteAsync(End, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        LastByteSent = Stopwatch.GetTimestamp();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _metadata.Length + End.Length + _files.Sum(path => FileHead(path).Length + new FileInfo(path).Length + 2);
        return true;
    }

    private static byte[] End { get; } = Encoding.ASCII.GetBytes($"--{Boundary}--\r\n");

    private static byte[] FileHead(string path) => Part($"name=\"images\"; filename=\"{Path.GetFileName(path)}\"", "image/jpeg", "");

    private static byte[] Part(string disposition, string type, string body) => Encoding.UTF8.GetBytes(
        $"--{Boundary}\r\nContent-Disposition: form-data; {disposition}\r\nContent-Type: {type}\r\n\r\n{body}");
}
