using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data.Portable;

/// <summary>Writes all rows of a database, as they are at one moment, into files. Nobody waits for it: it only reads.</summary>
internal static class DatabaseExport
{
    private const int BufferBytes = 256 * 1024;
    private static readonly JsonWriterOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="db">The database.</param>
    /// <param name="folder">Where the files are written.</param>
    /// <param name="written">Is told each table that is done, and how many rows it has.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<PortableDump> ExportAsync(this PixeliDb db, string folder, Action<string, long> written, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var schema = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).LastOrDefault()
            ?? throw new InvalidDataException("The database is empty: there is nothing to copy.");
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = db.Database.GetDbConnection();
            await using var moment = await BeginAsync(connection, cancellationToken);
            var tables = new List<PortableTable>();
            foreach (var (name, columns) in PortableSchema.Of(db))
            {
                var table = await WriteAsync(connection, moment, name, columns, folder, cancellationToken);
                tables.Add(table);
                written(name, table.Rows);
            }

            return new(schema, tables);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // Deferred on SQLite: an immediate transaction would keep the server from writing.
    private static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
#pragma warning disable CA1849 // there is no other call for a deferred one, and it does nothing yet
        if (connection is SqliteConnection sqlite)
            return sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true);
#pragma warning restore CA1849
        return await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }

    private static async Task<PortableTable> WriteAsync(
        DbConnection connection, DbTransaction moment, string table, List<PortableColumn> columns, string folder, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names are the model's
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))} FROM \"{table}\"";
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        command.Transaction = moment;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(Path.Combine(folder, PortableDump.FileOf(table)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        using var buffer = new MemoryStream();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = 0L;
        for (; await reader.ReadAsync(cancellationToken); rows++)
        {
            await using (var json = new Utf8JsonWriter(buffer, Json))
                PortableRow.Write(json, reader, columns, connection is SqliteConnection);
            buffer.WriteByte((byte)'\n');
            if (buffer.Length >= BufferBytes)
                await FlushAsync(buffer, file, hash, cancellationToken);
        }

        await FlushAsync(buffer, file, hash, cancellationToken);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return new(table, columns, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task FlushAsync(MemoryStream buffer, FileStream file, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        hash.AppendData(bytes.Span);
        await file.WriteAsync(bytes, cancellationToken);
        buffer.SetLength(0);
    }
}
