using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pixeli.Data;

namespace Pixeli.Hosting;

/// <summary>Times on the wire: ISO 8601 in UTC with <c>Z</c>. A time without a zone is taken as UTC.</summary>
internal sealed class UtcJson : JsonConverter<DateTime>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";
    private const int LongestText = 27;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var instant) ? instant : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[LongestText];
        value.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    public static bool TryParse(string? text, out DateTime instant)
    {
        var parsed = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        instant = parsed ? time.UtcDateTime.ToMicroseconds() : default;
        return parsed;
    }
}
