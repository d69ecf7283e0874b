using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Pixeli.Tests;

/// <summary>Somebody with a client: requests carry their access token, when they have one.</summary>
public sealed class Person(HttpClient http)
{
    public Guid Id { get; init; }

    public string Username { get; init; } = "";

    public string Email { get; init; } = "";

    public string Password { get; init; } = "";

    public string? Access { get; set; }

    public string? Refresh { get; set; }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> HeadAsync(string path) => SendAsync(HttpMethod.Head, path);

    public Task<Answer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Sends a body as it is, broken or not.</summary>
    public Task<Answer> PostRawAsync(string path, string body, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return SendAsync(HttpMethod.Post, path, content);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Access is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Access);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(request, response);
    }

    /// <summary>Creates an event and returns its id.</summary>
    public async Task<Guid> CreateEventAsync(string title = "Summer party", string readPerm = "PUB", string writePerm = "PUB") =>
        (await PostAsync("/events/", new { title, read_perm = readPerm, write_perm = writePerm })).Expect(201)["id"].Guid;

    /// <summary>Comments on a photo and returns the comment.</summary>
    public async Task<JsonNode> CommentAsync(Guid photo, string content, Guid? parent = null) =>
        (await PostAsync($"/photos/{photo}/comments/", new { content, parent_comment = parent })).Expect(201).Json;

    /// <summary>Uploads one photo and returns its id.</summary>
    public async Task<Guid> UploadAsync(Guid eventId, byte[]? photo = null, object? metadata = null)
    {
        var answer = await BulkUploadAsync(eventId, new BulkBody().File("one.jpg", photo ?? TestPhotos.Next()).Metadata(metadata ?? new { client_id = "one.jpg" }));
        var result = answer.Expect(207)["results"]!.AsArray().Single();
        Assert.Equal("created", result!["status"].Text);
        return result["photo_id"].Guid;
    }

    public Task<Answer> BulkUploadAsync(Guid eventId, BulkBody body) =>
        SendAsync(HttpMethod.Post, $"/events/{eventId}/photos/bulk-upload/", body.Content);

    /// <summary>Waits until the photo is completed or failed and returns its detail.</summary>
    public async Task<Answer> WaitUntilProcessedAsync(Guid photo)
    {
        Answer? detail = null;
        await Wait.UntilAsync($"photo {photo} is processed", async () =>
        {
            detail = (await GetAsync($"/photos/{photo}/")).Expect(200);
            return detail["status"].Text is "CO" or "FA";
        });
        return detail!;
    }

    /// <summary>Uploads one photo and returns its detail once it is completed.</summary>
    public async Task<Answer> UploadCompletedAsync(Guid eventId, byte[]? photo = null, object? metadata = null)
    {
        var detail = await WaitUntilProcessedAsync(await UploadAsync(eventId, photo, metadata));
        Assert.Equal("CO", detail["status"].Text);
        return detail;
    }

    /// <summary>Asks to be found, by a selfie.</summary>
    public async Task AskToBeFoundAsync()
    {
        using var picture = new ByteArrayContent(TestPhotos.Next());
        using var form = new MultipartFormDataContent { { picture, "selfie", "me.jpg" } };
        (await SendAsync(HttpMethod.Put, "/auth/me/find/", form)).Expect(200);
    }
}
