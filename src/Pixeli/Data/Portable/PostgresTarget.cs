using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Pixeli.Data.Portable;

/// <summary>PostgreSQL: binary <c>COPY</c>; foreign keys are dropped and made again, which checks them; triggers rest meanwhile.</summary>
internal sealed class PostgresTarget(PixeliDb db) : ITableTarget
{
    private const string ForeignKeysSql = """
        SELECT conrelid::regclass::text AS "Table", quote_ident(conname) AS "Name", pg_get_constraintdef(oid) AS "Definition"
        FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
        """;

    private List<ForeignKey> _foreignKeys = [];

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public async Task PrepareAsync(IReadOnlyList<PortableTable> tables, CancellationToken cancellationToken)
    {
        _foreignKeys = await db.Database.SqlQueryRaw<ForeignKey>(ForeignKeysSql).ToListAsync(cancellationToken);
        foreach (var key in _foreignKeys)
            await ExecuteAsync($"ALTER TABLE {key.Table} DROP CONSTRAINT {key.Name}", cancellationToken);
        foreach (var table in tables)
            await ExecuteAsync($"ALTER TABLE \"{table.Name}\" DISABLE TRIGGER USER", cancellationToken);
        await ExecuteAsync($"TRUNCATE {string.Join(", ", tables.Select(table => $"\"{table.Name}\""))}", cancellationToken);
    }

    public async Task FillAsync(PortableTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var types = table.Columns.Select(column => TypeOf(column.Kind)).ToArray();
        await using var copy = await Connection.BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""))}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        copy.Timeout = TimeSpan.FromHours(12);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            for (var index = 0; index < row.Length; index++)
            {
                if (row[index] is { } value)
                    await copy.WriteAsync(value, types[index], cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public async Task FinishAsync(IReadOnlyList<PortableTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
            await ExecuteAsync($"ALTER TABLE \"{table.Name}\" ENABLE TRIGGER USER", cancellationToken);
        foreach (var key in _foreignKeys)
            await ExecuteAsync($"ALTER TABLE {key.Table} ADD CONSTRAINT {key.Name} {key.Definition}", cancellationToken);
        // Rows that brought their numbers along do not move the sequence that gives the next one.
        await ExecuteAsync("SELECT setval(pg_get_serial_sequence('user_claims', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM user_claims), false)", cancellationToken);
    }

    private static NpgsqlDbType TypeOf(PortableKind kind) => kind switch
    {
        PortableKind.Id => NpgsqlDbType.Uuid,
        PortableKind.Text => NpgsqlDbType.Text,
        PortableKind.Flag => NpgsqlDbType.Boolean,
        PortableKind.Number => NpgsqlDbType.Integer,
        PortableKind.LargeNumber => NpgsqlDbType.Bigint,
        PortableKind.SingleReal => NpgsqlDbType.Real,
        PortableKind.Real => NpgsqlDbType.Double,
        PortableKind.Instant or PortableKind.ZonedInstant => NpgsqlDbType.TimestampTz,
        PortableKind.Bytes => NpgsqlDbType.Bytea,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the names are the schema's
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record ForeignKey(string Table, string Name, string Definition);
}
