using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data.Portable;

/// <summary>Puts the rows of a dump into a database instead of those that it has, all in one transaction. No server may run on it.</summary>
internal static class DatabaseImport
{
    /// <summary>Compares the files of a dump with their hashes.</summary>
    /// <exception cref="InvalidDataException">One is missing or damaged.</exception>
    public static async Task VerifyAsync(this PortableDump dump, string folder, CancellationToken cancellationToken)
    {
        foreach (var table in dump.Tables)
        {
            var path = Path.Combine(folder, PortableDump.FileOf(table.Name));
            if (!File.Exists(path))
                throw new InvalidDataException($"The file {path} is missing.");
            await using var file = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != table.Sha256)
                throw new InvalidDataException($"The file {path} is damaged.");
        }
    }

    /// <param name="db">The database, at the schema of the dump.</param>
    /// <param name="folder">Where the dump's files are.</param>
    /// <param name="dump">What they hold.</param>
    /// <param name="taken">Is told each table that is done.</param>
    /// <param name="cancellationToken">Stops it; then nothing has changed.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or the database counts other rows than came in.</exception>
    public static async Task ImportAsync(this PixeliDb db, string folder, PortableDump dump, Action<string> taken, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        ITableTarget target = db.IsSqlite ? new SqliteTarget(db) : new PostgresTarget(db);
        await target.PrepareAsync(dump.Tables, cancellationToken);
        foreach (var table in dump.Tables)
        {
            await target.FillAsync(table, RowsAsync(folder, table, cancellationToken), cancellationToken);
            taken(table.Name);
        }

        await target.FinishAsync(dump.Tables, cancellationToken);
        foreach (var table in dump.Tables)
        {
            var rows = await CountAsync(db, table.Name, cancellationToken);
            if (rows != table.Rows)
                throw new InvalidDataException($"{table.Name} has {rows} rows instead of {table.Rows}.");
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

#pragma warning disable EF1002, CA2100 // the names are the dump's, which was checked against the schema
    internal static Task<long> CountAsync(PixeliDb db, string table, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").SingleAsync(cancellationToken);
#pragma warning restore EF1002, CA2100

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        string folder, PortableTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Path.Combine(folder, PortableDump.FileOf(table.Name)));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            yield return PortableRow.Read(line, table.Columns);
    }
}

/// <summary>How one database takes in many rows.</summary>
internal interface ITableTarget
{
    /// <summary>Empties the tables, and puts aside what would fire or fail while they are filled in no order.</summary>
    Task PrepareAsync(IReadOnlyList<PortableTable> tables, CancellationToken cancellationToken);

    /// <summary>Fills one table.</summary>
    Task FillAsync(PortableTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>Puts everything back in its place.</summary>
    Task FinishAsync(IReadOnlyList<PortableTable> tables, CancellationToken cancellationToken);
}
