using System.Text.Json.Nodes;

namespace Pixeli.Tests;

/// <summary>The live gallery of an event, as a browser's EventSource hears it.</summary>
internal sealed class LiveStream : IDisposable
{
    private readonly HttpClient _http;
    private StreamReader? _reader;

    private LiveStream(HttpClient http) => _http = http;

    /// <summary>Begins to listen; what happens from now on is heard.</summary>
    public static async Task<LiveStream> OpenAsync(Uri server, Guid eventId, Person person, HttpMessageHandler? line = null)
    {
        var stream = new LiveStream(line is null ? new() : new(line, disposeHandler: false));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"/events/{eventId}/stream"));
        request.Headers.Authorization = new("Bearer", person.Access);
        var response = await stream._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        stream._reader = new(await response.Content.ReadAsStreamAsync());
        Assert.Equal("ready", (await stream.NextAsync()).Kind);
        return stream;
    }

    public async Task<(string Kind, JsonNode Data)> NextAsync()
    {
        var (kind, data) = ("message", "");
        while (await LineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data += line["data: ".Length..];
            else if (line.Length == 0 && kind != "ping")
                return (kind, JsonNode.Parse(data)!);
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>Whether it ends without another word; pulses are none.</summary>
    public async Task<bool> HasEndedAsync()
    {
        while (await LineAsync() is { } line)
        {
            if (line is not ("" or "event: ping" or "data: {}"))
                return false;
        }

        return true;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _http.Dispose();
    }

    private async Task<string?> LineAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        return await _reader!.ReadLineAsync(limit.Token);
    }
}
