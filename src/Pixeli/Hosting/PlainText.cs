using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pixeli.Hosting;

/// <summary>Text without U+0000, which PostgreSQL cannot keep and nobody types.</summary>
internal sealed class PlainText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException() : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
