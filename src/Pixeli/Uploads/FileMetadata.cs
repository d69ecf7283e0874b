using System.Text.Json;
using System.Text.Json.Serialization;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;

namespace Pixeli.Uploads;

/// <summary>What a bulk upload says of one of its files.</summary>
internal sealed record FileMetadata : PhotoSettings
{
    public string? ClientId { get; init; }

    /// <summary>Why the entry cannot be read; null when it can.</summary>
    [JsonIgnore]
    public string? Error { get; private init; }

    /// <summary>Each entry by itself, so that one with a value of the wrong kind fails no other; null when the text is no array of objects.</summary>
    public static List<FileMetadata>? ReadAll(string text, JsonSerializerOptions options)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<List<JsonElement>>(text, options);
            return entries?.TrueForAll(entry => entry.ValueKind == JsonValueKind.Object) == true ? entries.ConvertAll(entry => Read(entry, options)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FileMetadata Read(JsonElement entry, JsonSerializerOptions options)
    {
        try
        {
            return entry.Deserialize<FileMetadata>(options)!;
        }
        catch (JsonException wrong)
        {
            return new() { ClientId = IdOf(entry, options), Error = $"{WrongValue.FieldOf(wrong) ?? "metadata"}: {WrongValue.Message}" };
        }
    }

    private static string? IdOf(JsonElement entry, JsonSerializerOptions options)
    {
        try
        {
            return entry.Deserialize<Named>(options)!.ClientId;
        }
        catch (JsonException)
        {
            return null; // the id itself is wrong
        }
    }

    private sealed record Named(string? ClientId);
}
