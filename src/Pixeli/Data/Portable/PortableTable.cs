using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Pixeli.Data.Portable;

/// <summary>What a column holds, the same on every database.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PortableKind>))]
public enum PortableKind
{
    /// <summary>A UUID, as text.</summary>
    Id,

    /// <summary>Text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number of 32 bits.</summary>
    Number,

    /// <summary>A whole number of 64 bits.</summary>
    LargeNumber,

    /// <summary>A number of single precision.</summary>
    SingleReal,

    /// <summary>A number of double precision.</summary>
    Real,

    /// <summary>A UTC instant, as microseconds since 1970.</summary>
    Instant,

    /// <summary>An instant with an offset, as ISO 8601.</summary>
    ZonedInstant,

    /// <summary>Bytes, as Base64.</summary>
    Bytes,
}

/// <summary>A column of a dump.</summary>
public sealed record PortableColumn(string Name, PortableKind Kind);

/// <summary>A table of a dump: a file with a JSON array on each line.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">In the order of the arrays.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Sha256">Of the file.</param>
public sealed record PortableTable(string Name, IReadOnlyList<PortableColumn> Columns, long Rows, string Sha256);

/// <summary>All rows of a database at one moment, in files that any database can take in.</summary>
/// <param name="Schema">The last migration that had been applied.</param>
/// <param name="Tables">The tables.</param>
public sealed record PortableDump(string Schema, IReadOnlyList<PortableTable> Tables)
{
    internal static string FileOf(string table) => $"{table}.jsonl";

    /// <summary>Some columns of every row of a table, in the given order.</summary>
    /// <exception cref="InvalidDataException">The dump has no such table or column, or is damaged.</exception>
    internal async IAsyncEnumerable<object?[]> RowsAsync(
        string folder, string table, string[] columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = Tables.FirstOrDefault(item => item.Name == table)?.Columns ?? throw new InvalidDataException($"There is no table {table} in the dump.");
        var places = columns.Select(name => all.Index().FirstOrDefault(column => column.Item.Name == name, (-1, null!)).Index).ToList();
        if (places.Contains(-1))
            throw new InvalidDataException($"The table {table} lacks a column.");
        using var reader = new StreamReader(Path.Combine(folder, FileOf(table)));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var row = PortableRow.Read(line, all);
            yield return [.. places.Select(place => row[place])];
        }
    }
}
