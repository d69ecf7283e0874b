using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Pixeli.Data.Portable;

/// <summary>SQLite: foreign keys are checked when it commits, triggers are dropped and made again.</summary>
internal sealed class SqliteTarget(PixeliDb db) : ITableTarget
{
    private readonly List<string> _triggers = [];

    public async Task PrepareAsync(IReadOnlyList<PortableTable> tables, CancellationToken cancellationToken)
    {
        await ExecuteAsync("PRAGMA defer_foreign_keys = ON", cancellationToken);
        var triggers = await db.Database.SqlQueryRaw<Trigger>("SELECT name AS \"Name\", sql AS \"Sql\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync(cancellationToken);
        foreach (var trigger in triggers)
        {
            _triggers.Add(trigger.Sql);
            await ExecuteAsync($"DROP TRIGGER \"{trigger.Name}\"", cancellationToken);
        }

        foreach (var table in tables)
            await ExecuteAsync($"DELETE FROM \"{table.Name}\"", cancellationToken);
    }

    public async Task FillAsync(PortableTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""))}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select((_, index) => $"@p{index}"))})");
        var parameters = table.Columns.Select((_, index) => new SqliteParameter($"@p{index}", null)).ToList();
        command.Parameters.AddRange(parameters);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            for (var index = 0; index < row.Length; index++)
                parameters[index].Value = row[index] is DateTime instant ? UtcMicroseconds.FromInstant(instant) : row[index] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public async Task FinishAsync(IReadOnlyList<PortableTable> tables, CancellationToken cancellationToken)
    {
        foreach (var sql in _triggers)
            await ExecuteAsync(sql, cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private SqliteCommand Command(string sql)
    {
        var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // the names are the schema's
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private sealed record Trigger(string Name, string Sql);
}
