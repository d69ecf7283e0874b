using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pixeli.Bench.Server;

/// <summary>A client of the API, signed in.</summary>
internal sealed class ServerClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly HttpClient _http;

    private ServerClient(HttpClient http) => _http = http;

    /// <summary>The connection itself, with the token on every request.</summary>
    public HttpClient Http => _http;

    /// <summary>The access token.</summary>
    public string Token => _http.DefaultRequestHeaders.Authorization!.Parameter!;

    public static async Task<ServerClient> SignInAsync(Uri address, CancellationToken cancellationToken, string username = ServerProcess.Username)
    {
        var client = new ServerClient(new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) });
        var tokens = await client.PostAsync<Tokens>(
            "/auth/login/", JsonContent.Create(new { username, password = ServerProcess.Password }), cancellationToken);
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Access);
        return client;
    }

    public async Task<Guid> CreateEventAsync(string title, CancellationToken cancellationToken) =>
        (await PostAsync<Identified>("/events/", JsonContent.Create(new { title }), cancellationToken)).Id;

    /// <summary>Uploads files in one request.</summary>
    /// <returns>The photos' ids.</returns>
    public async Task<IReadOnlyList<Guid>> UploadAsync(Guid eventId, BulkUploadContent files, CancellationToken cancellationToken)
    {
        var answer = await PostAsync<UploadAnswer>($"/events/{eventId}/photos/bulk-upload/", files, cancellationToken);
        return [.. answer.Results.Select(result => result.Status == "created"
            ? result.PhotoId
            : throw new BenchException($"{result.ClientId} was not taken in: {result.Status} {result.Error}"))];
    }

    public Task<List<Photo>> PhotosAsync(Guid eventId, CancellationToken cancellationToken) =>
        GetAsync<List<Photo>>($"/events/{eventId}/photos/", cancellationToken);

    public Task<Photo> PhotoAsync(Guid id, CancellationToken cancellationToken) => GetAsync<Photo>($"/photos/{id}/", cancellationToken);

    /// <summary>The address of a page, so many pages after the first.</summary>
    public async Task<string> PageAfterAsync(string first, int pages, CancellationToken cancellationToken)
    {
        var path = first;
        for (var page = 0; page < pages; page++)
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), cancellationToken);
            await EnsureAsync(answer, cancellationToken);
            if (!answer.Headers.TryGetValues("Link", out var links))
                break;
            path = new Uri(_http.BaseAddress!, links.Single().Split('<', '>')[1]).PathAndQuery;
        }

        return path;
    }

    /// <summary>Likes a photo, or likes it no longer.</summary>
    public async Task LikeAsync(Guid photo, bool isLiked, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(isLiked ? HttpMethod.Post : HttpMethod.Delete, new Uri($"/photos/{photo}/likes/", UriKind.Relative));
        using var answer = await _http.SendAsync(request, cancellationToken);
        await EnsureAsync(answer, cancellationToken);
    }

    /// <summary>Fetches a picture and forgets it.</summary>
    public async Task FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(address, cancellationToken);
        await EnsureAsync(answer, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        await EnsureAsync(answer, cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
    }

    private async Task<T> PostAsync<T>(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using (content)
        {
            using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
            await EnsureAsync(answer, cancellationToken);
            return (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
        }
    }

    private static async Task EnsureAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var request = answer.RequestMessage!;
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        throw new BenchException($"{request.Method} {request.RequestUri} answered {(int)answer.StatusCode}: {body}");
    }

    /// <summary>A photo as far as it is of interest here.</summary>
    public sealed record Photo(Guid Id, string Status, Uri? ThumbnailUrl)
    {
        public bool IsCompleted => Status == "CO";

        public bool HasFailed => Status == "FA";
    }

    private sealed record Tokens(string Access);

    private sealed record Identified(Guid Id);

    private sealed record UploadAnswer(IReadOnlyList<UploadResult> Results);

    private sealed record UploadResult(string ClientId, string Status, Guid PhotoId, string? Error);
}
