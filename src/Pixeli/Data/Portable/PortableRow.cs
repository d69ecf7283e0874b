using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Pixeli.Data.Portable;

/// <summary>One row between a database and a line of a file.</summary>
internal static class PortableRow
{
    /// <summary>Writes the row that a reader is at as a JSON array.</summary>
    public static void Write(Utf8JsonWriter json, DbDataReader row, IReadOnlyList<PortableColumn> columns, bool isSqlite)
    {
        json.WriteStartArray();
        for (var index = 0; index < columns.Count; index++)
        {
            if (row.IsDBNull(index))
                json.WriteNullValue();
            else
                WriteValue(json, row, index, columns[index].Kind, isSqlite);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads a line as values: <see cref="DateTime"/> for instants, .NET's own types for the rest, null for nothing.</summary>
    /// <exception cref="InvalidDataException">The line is no row of this table.</exception>
    public static object?[] Read(string line, IReadOnlyList<PortableColumn> columns)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var values = document.RootElement;
            if (values.GetArrayLength() != columns.Count)
                throw new InvalidDataException("A row has another number of values than its table has columns.");
            return [.. columns.Select((column, index) => ReadValue(values[index], column.Kind))];
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException("A row is damaged.", damaged);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, DbDataReader row, int index, PortableKind kind, bool isSqlite)
    {
        switch (kind)
        {
            case PortableKind.Id:
                json.WriteStringValue(row.GetGuid(index));
                break;
            case PortableKind.Text:
                json.WriteStringValue(row.GetString(index));
                break;
            case PortableKind.Flag:
                json.WriteBooleanValue(row.GetBoolean(index));
                break;
            case PortableKind.Number:
                json.WriteNumberValue(row.GetInt32(index));
                break;
            case PortableKind.LargeNumber:
                json.WriteNumberValue(row.GetInt64(index));
                break;
            case PortableKind.SingleReal:
                json.WriteNumberValue(row.GetFloat(index));
                break;
            case PortableKind.Real:
                json.WriteNumberValue(row.GetDouble(index));
                break;
            case PortableKind.Instant:
                json.WriteNumberValue(isSqlite ? row.GetInt64(index) : UtcMicroseconds.FromInstant(row.GetDateTime(index)));
                break;
            case PortableKind.ZonedInstant:
                json.WriteStringValue(row.GetFieldValue<DateTimeOffset>(index).ToString("O", CultureInfo.InvariantCulture));
                break;
            case PortableKind.Bytes:
                json.WriteBase64StringValue(row.GetFieldValue<byte[]>(index));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static object? ReadValue(JsonElement value, PortableKind kind)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return kind switch
        {
            PortableKind.Id => value.GetGuid(),
            PortableKind.Text => value.GetString(),
            PortableKind.Flag => value.GetBoolean(),
            PortableKind.Number => value.GetInt32(),
            PortableKind.LargeNumber => value.GetInt64(),
            PortableKind.SingleReal => value.GetSingle(),
            PortableKind.Real => value.GetDouble(),
            PortableKind.Instant => UtcMicroseconds.ToInstant(value.GetInt64()),
            PortableKind.ZonedInstant => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime(),
            PortableKind.Bytes => value.GetBytesFromBase64(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }
}
