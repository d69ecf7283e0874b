using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Pixeli.Vision.Packs;

namespace Pixeli.Vision.Tests;

/// <summary>Packs over HTTP, from a server that answers as the test says.</summary>
public sealed class DownloadedPacks : IAsyncLifetime, IDisposable
{
    private const string Name = "tiny";

    private readonly Scratch _scratch = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(700_000);
    private readonly HttpClient _client;
    private readonly PackStore _store;
    private string _status = "200 OK";
    private int _sent = int.MaxValue;
    private Task _serving = Task.CompletedTask;

    public DownloadedPacks()
    {
        _server.Start();
        _client = new HttpClient(new ToServer(((IPEndPoint)_server.LocalEndpoint).Port) { InnerHandler = new SocketsHttpHandler() });
        _store = new PackStore(_scratch["models"]);
    }

    /// <summary>A pack that is there, broken: what is downloaded replaces it.</summary>
    public async Task InitializeAsync()
    {
        _serving = ServeAsync();
        var folder = Directory.CreateDirectory(_scratch["from"]).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, PackJson.FileName), PackJson.Write(FaultyPacks.Describe(_content)));
        await File.WriteAllBytesAsync(Path.Combine(folder, "model.onnx"), _content);
        await _store.InstallFromAsync(Name, folder);
        _store.MarkBroken(Name, "It was tried.");
    }

    public async Task DisposeAsync()
    {
        _server.Stop();
        await _serving;
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task One_is_downloaded_checked_and_put_in_place_with_progress()
    {
        List<PackProgress> steps = [];

        var pack = await _store.InstallAsync(Name, _client, new Reported(steps.Add));

        Assert.Equal(PackState.Installed, pack.State);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Path.Combine(_scratch["models"], Name, "model.onnx")));
        Assert.True(steps.Count > 1);
        Assert.Equal(steps.OrderBy(step => step.Done), steps);
        Assert.All(steps, step => Assert.Equal(("model.onnx", _content.Length), (step.File, step.Total)));
        Assert.Equal(_content.Length, steps[^1].Done);
    }

    [Fact]
    public async Task A_download_that_breaks_off_changes_nothing_and_the_next_one_does()
    {
        _sent = 300_000;
        Assert.Equal(VisionFailure.NotDownloadable, (await FailAsync()).Failure);
        Assert.Equal(PackState.Broken, _store.Find(Name)!.State);
        Assert.Single(Directory.EnumerateDirectories(_scratch["models"]));

        _sent = int.MaxValue;
        Assert.Equal(PackState.Installed, (await _store.InstallAsync(Name, _client)).State);
    }

    [Fact]
    public async Task A_server_that_has_it_not_is_said()
    {
        _status = "404 Not Found";

        Assert.EndsWith("model.onnx answered 404.", (await FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said()
    {
        _server.Stop();
        await _serving;

        var failure = await FailAsync();

        Assert.Equal(VisionFailure.NotDownloadable, failure.Failure);
        Assert.StartsWith("model.onnx could not be downloaded: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_is_stopped_leaves_what_was_there()
    {
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.InstallAsync(Name, _client, new Reported(_ => cancel.Cancel()), cancel.Token));

        Assert.Equal(PackState.Broken, _store.Find(Name)!.State);
        Assert.Single(Directory.EnumerateDirectories(_scratch["models"]));
    }

    private Task<VisionException> FailAsync() => Assert.ThrowsAsync<VisionException>(() => _store.InstallAsync(Name, _client));

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _server.AcceptTcpClientAsync();
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // stopped
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            using (var request = new StreamReader(stream, leaveOpen: true))
                while (await request.ReadLineAsync() is { Length: > 0 })
                    continue;
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {_status}\r\nContent-Length: {_content.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(_content.AsMemory(0, Math.Min(_sent, _content.Length)));
        }
        catch (IOException)
        {
            // who asked has gone
        }
    }

    /// <summary>Descriptions name https addresses only; this leads them to the test's own server.</summary>
    private sealed class ToServer(int port) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = Uri.UriSchemeHttp, Host = "127.0.0.1", Port = port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
