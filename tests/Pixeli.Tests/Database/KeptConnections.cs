using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;
using Pixeli.Data;
using SQLitePCL;

namespace Pixeli.Tests.Database;

/// <summary>Contexts on SQLite keep their connection open and their statements compiled; whatever the suite runs on, this is SQLite.</summary>
public sealed class KeptConnections : IAsyncLifetime
{
    private const int StatusRecompiled = 5; // SQLITE_STMTSTATUS_REPREPARE

    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-kept-").FullName;
    private ServiceProvider _services = null!;

    private string Path => System.IO.Path.Combine(_folder, "pixeli.db");

    public async Task InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddData(new() { SqlitePath = Path });
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_connection_stays_open_for_the_next_use_and_ends_when_it_is_disposed()
    {
        var first = await WithDbAsync(ConnectionAsync);
        var second = await WithDbAsync(ConnectionAsync);

        Assert.Same(first, second);
        Assert.Equal(System.Data.ConnectionState.Open, first.State);

        await first.DisposeAsync();

        Assert.Equal(System.Data.ConnectionState.Closed, first.State);
    }

    [Fact]
    public async Task A_statement_is_compiled_once_whatever_its_parameters_are()
    {
        var compiled = new List<sqlite3_stmt>();
        foreach (var most in new[] { 1, 3, 2 })
        {
            await WithDbAsync(async db =>
            {
                using var made = new SqliteCommand("SELECT id FROM users ORDER BY id LIMIT $most", await ConnectionAsync(db));
                made.Parameters.AddWithValue("$most", most);
                await using var kept = ((KeptConnection)made.Connection!).Commands.Take(made);
                await using var reader = (SqliteDataReader)await kept.ExecuteReaderAsync();
                Assert.Equal(0, raw.sqlite3_stmt_status(reader.Handle!, StatusRecompiled, 0));
                compiled.Add(reader.Handle!);
                return 0;
            });
        }

        Assert.Equal(3, compiled.Count);
        Assert.Single(compiled.Distinct());
    }

    [Fact]
    public async Task Entity_Framework_gets_the_statements_kept()
    {
        int[] kept = [0, 0];
        foreach (var turn in new[] { 0, 1 })
        {
            await WithDbAsync(async db =>
            {
                Assert.Empty(await db.Users.OrderBy(user => user.Id).Take(turn + 1).Select(user => user.Id).ToListAsync());
                kept[turn] = (await ConnectionAsync(db)).Commands.Count;
                return 0;
            });
        }

        Assert.True(kept[0] > 0);
        Assert.Equal(kept[0], kept[1]);
    }

    [Fact]
    public async Task Only_so_many_statements_are_kept()
    {
        await WithDbAsync(async db =>
        {
            var connection = await ConnectionAsync(db);
            foreach (var index in Enumerable.Range(0, 200))
            {
#pragma warning disable CA2100 // a number
                using var made = new SqliteCommand($"SELECT {index}", connection);
#pragma warning restore CA2100
                await using var kept = connection.Commands.Take(made);
                Assert.Equal((long)index, await kept.ExecuteScalarAsync());
            }

            Assert.Equal(64, connection.Commands.Count);
            return 0;
        });
    }

    [Fact]
    public async Task The_same_statement_may_run_inside_itself()
    {
        await WithDbAsync(async db =>
        {
            var connection = await ConnectionAsync(db);
            using var made = new SqliteCommand("SELECT 1 UNION SELECT 2", connection);
            await using var outer = connection.Commands.Take(made);
            await using var inner = connection.Commands.Take(made);
            await using (var reader = await outer.ExecuteReaderAsync())
            {
                Assert.True(await reader.ReadAsync());
                Assert.Equal(1L, await inner.ExecuteScalarAsync());
                Assert.True(await reader.ReadAsync());
                Assert.Equal(2L, reader.GetInt64(0));
            }

            return 0;
        });
    }

    [Fact]
    public async Task A_connection_that_was_let_go_is_closed_until_it_is_used_again()
    {
        await WithDbAsync(async db =>
        {
            Assert.Empty(await db.Users.Select(user => user.Id).ToListAsync());
            var connection = (KeptConnection)db.Database.GetDbConnection();

            db.LetGo();

            Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
            Assert.Empty(await db.Users.Select(user => user.Id).ToListAsync());
            Assert.Equal(System.Data.ConnectionState.Open, connection.State);
            Assert.True(connection.Commands.Count > 0);
            return 0;
        });
    }

    [Fact]
    public async Task A_transaction_left_open_ends_with_the_use_of_its_context()
    {
        await WithDbAsync(async db =>
        {
            await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE left_open (id INTEGER)");
            return 0;
        });

        await WithDbAsync(async db =>
        {
            Assert.Equal(0, await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = 'left_open'").SingleAsync());
            await using var write = await db.Database.BeginTransactionAsync(); // nobody holds the lock
            return 0;
        });
    }

    private static async Task<KeptConnection> ConnectionAsync(PixeliDb db)
    {
        await db.Database.OpenConnectionAsync();
        return Assert.IsType<KeptConnection>(db.Database.GetDbConnection());
    }

    private async Task<T> WithDbAsync<T>(Func<PixeliDb, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PixeliDb>());
    }
}
