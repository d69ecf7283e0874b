using System.Text.Json;

namespace Pixeli.Tests;

/// <summary>The body of a bulk upload, its parts in the order they were added.</summary>
public sealed class BulkBody
{
    public MultipartFormDataContent Content { get; } = [];

    public BulkBody File(string clientId, byte[] bytes)
    {
        Content.Add(new ByteArrayContent(bytes), "images", clientId);
        return this;
    }

    public BulkBody Metadata(params object[] entries) => MetadataText(JsonSerializer.Serialize(entries));

    public BulkBody MetadataText(string text)
    {
        Content.Add(new StringContent(text), "metadata");
        return this;
    }
}
