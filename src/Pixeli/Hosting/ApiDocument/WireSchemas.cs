using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pixeli.Hosting.ApiDocument;

/// <summary>Says of our own JSON converters what they write, which the document cannot know, and gives every field an example.</summary>
internal static class WireSchemas
{
    private const string SomeId = "0199d7a2-5c1e-7b3f-9a41-6c0d2f8e7b15";

    private static readonly Dictionary<string, JsonNode> Examples = new()
    {
        ["username"] = "ann",
        ["email"] = "ann@example.org",
        ["name"] = "Ann Lee",
        ["password"] = "correct horse battery",
        ["otp"] = "402817",
        ["bio"] = "I take pictures of people dancing.",
        ["department"] = "Physics",
        ["batch"] = "2026",
        ["title"] = "Summer party",
        ["description"] = "The whole evening, from the garden to the dance floor.",
        ["location"] = "The old mill",
        ["content"] = "What a night!",
        ["tag"] = "dance",
        ["file_name"] = "DSC_0412.JPG",
        ["client_id"] = "DSC_0412.JPG",
        ["read_perm"] = "PUB",
        ["write_perm"] = "IMG",
        ["share_perm"] = "OR",
        ["variant_key"] = "W",
        ["variant"] = "W",
        ["width"] = 6000,
        ["height"] = 4000,
        ["bytes"] = 8123456,
        ["utc_offset"] = 120,
        ["count"] = 3,
        ["likes_count"] = 12,
        ["comments_count"] = 4,
        ["images_count"] = 348,
        ["photos_count"] = 120,
        ["replies_count"] = 1,
        ["downloads"] = 7,
        ["views"] = 210,
        ["placeholder"] = "3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
        ["error"] = "The file is not a picture.",
        ["detail"] = "Not found.",
        ["access"] = "eyJhbGciOiJIUzI1NiJ9…",
        ["refresh"] = "gY0v1s8zq4c…",
        ["token"] = "AZnXolweez-aQWwNL457FZ3c…",
        ["user_tags"] = new JsonArray("dance", "night"),
        ["auto_tags"] = new JsonArray("person"),
        ["tagged_usernames"] = new JsonArray("bob"),
        ["thumbnail_url"] = $"https://photos.example.org/media/photos/{SomeId}/thumbnail?v=1&p=…&e=…&s=…",
        ["share_url"] = "https://photos.example.org/s/AZnXolweez-aQWwNL457FZ3c…",
        ["user_agent"] = "Pixel-i/2.1 (Android 16)",
    };

    public static Task Correct(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Given(context.JsonTypeInfo.Type);
        var isNullable = context.JsonPropertyInfo is { IsGetNullable: true } || Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            Set(schema, JsonSchemaType.String, null, isNullable);
        else if (type == typeof(DateTime))
            Set(schema, JsonSchemaType.String, "date-time", isNullable);
        else if (type == typeof(Guid))
            Set(schema, JsonSchemaType.String, "uuid", isNullable);
        else if (type == typeof(JsonElement))
            Set(schema, JsonSchemaType.Object, null, isNullable);
        else if (schema.Type is { } number && number.HasFlag(JsonSchemaType.Integer))
            (schema.Type, schema.Pattern) = (number & ~JsonSchemaType.String, null); // a number in quotes is read as well, but need not be said
        if (context.JsonPropertyInfo is { } property && schema.Enum is null or { Count: 0 })
            schema.Examples = Example(property.Name, type) is { } example ? [example] : null;
        return Task.CompletedTask;
    }

    /// <summary>What is no object of its own stands where it is used.</summary>
    public static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) || Given(type.Type) != type.Type ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    // Optional<T> is T on the wire, or missing.
    private static Type Given(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetGenericArguments()[0] : type;

    private static void Set(OpenApiSchema schema, JsonSchemaType type, string? format, bool isNullable)
    {
        schema.Type = isNullable ? type | JsonSchemaType.Null : type;
        schema.Format = format;
        schema.Properties = null;
        schema.Required = null;
    }

    private static JsonNode? Example(string name, Type type)
    {
        if (Examples.TryGetValue(name, out var example))
            return example.DeepClone();
        return type == typeof(Guid) ? SomeId
            : type == typeof(DateTime) ? "2026-05-12T14:03:00Z"
            : type == typeof(bool) ? true
            : null;
    }
}
