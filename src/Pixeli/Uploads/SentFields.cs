using System.Text.Json;
using Pixeli.Photos;

namespace Pixeli.Uploads;

/// <summary>What is said of a photo by fields that carry text only: those of a form, or of tus metadata.</summary>
internal static class SentFields
{
    /// <summary>The last value of a field, or null when it says nothing.</summary>
    public static string? Text(Dictionary<string, List<string>> fields, string field) =>
        fields.TryGetValue(field, out var values) && values[^1].Trim() is { Length: > 0 } text ? text : null;

    public static PhotoSettings Settings(Dictionary<string, List<string>> fields) => new()
    {
        ReadPerm = Text(fields, "read_perm"),
        SharePerm = Text(fields, "share_perm"),
        Timestamp = Text(fields, "timestamp"),
        UserTags = Words(fields, "user_tags"),
        TaggedUsernames = Words(fields, "tagged_usernames"),
    };

    // A list comes as a repeated field, as one with commas, or as a JSON array: clients do all three.
    private static string[] Words(Dictionary<string, List<string>> fields, string field) =>
        [.. fields.GetValueOrDefault(field, []).SelectMany(value => value.TrimStart().StartsWith('[') ? Json(value) : value.Split(','))];

    private static string[] Json(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) ?? [];
        }
        catch (JsonException)
        {
            return [text];
        }
    }
}
