using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Pixeli.Tests;

/// <summary>What the server answered, read whole.</summary>
public sealed class Answer
{
    private readonly string _request;

    private Answer(string request, HttpResponseMessage response, byte[] bytes)
    {
        _request = request;
        Status = (int)response.StatusCode;
        Headers = response.Headers;
        ContentHeaders = response.Content.Headers;
        Bytes = bytes;
    }

    public int Status { get; }

    public HttpResponseHeaders Headers { get; }

    public HttpContentHeaders ContentHeaders { get; }

    public byte[] Bytes { get; }

    public string Body => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException($"{_request} answered null.");

    public JsonArray List => Json.AsArray();

    /// <summary>A field of the object that was answered.</summary>
    public JsonNode? this[string field] => Json[field];

    /// <summary>The address of the next page, or null on the last.</summary>
    public string? Next => Headers.TryGetValues("Link", out var links) && links.Single() is var link && link.EndsWith("rel=\"next\"", StringComparison.Ordinal)
        ? link[1..link.IndexOf('>', StringComparison.Ordinal)]
        : null;

    public static async Task<Answer> ReadAsync(HttpRequestMessage request, HttpResponseMessage response) =>
        new($"{request.Method} {request.RequestUri}", response, await response.Content.ReadAsByteArrayAsync());

    /// <summary>Fails with the body when the status is another.</summary>
    public Answer Expect(int status)
    {
        if (Status != status)
            Assert.Fail($"{_request} answered {Status} instead of {status}: {Body}");
        return this;
    }

    /// <summary>A 400 whose <paramref name="field"/> carries an array of messages, told in <c>detail</c> too.</summary>
    public string ExpectInvalid(string field)
    {
        Expect(400);
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        if (Json[field] is not JsonArray { Count: > 0 } messages)
        {
            Assert.Fail($"{_request} names no {field}: {Body}");
            return "";
        }

        var message = messages[0]!.GetValue<string>();
        Assert.Contains(message, Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        return message;
    }
}

internal static class JsonNodes
{
    extension(JsonNode? node)
    {
        public string Text => node?.GetValue<string>() ?? throw new InvalidOperationException("There is no text here.");

        public int Number => node?.GetValue<int>() ?? throw new InvalidOperationException("There is no number here.");

        public bool IsTrue => node?.GetValue<bool>() ?? throw new InvalidOperationException("There is no boolean here.");

        public Guid Guid => Guid.Parse(node.Text);
    }

    /// <summary>One field of every element.</summary>
    public static List<string> Each(this JsonArray array, string field) => [.. array.Select(node => node![field].Text)];

    public static void AssertHasFields(this JsonNode? node, params string[] names) => Assert.Empty(names.Except(node.Fields()));

    /// <summary>The names of an object's fields.</summary>
    public static IEnumerable<string> Fields(this JsonNode? node) => node!.AsObject().Select(pair => pair.Key);
}
