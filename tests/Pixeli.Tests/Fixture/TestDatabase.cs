using Npgsql;

namespace Pixeli.Tests;

/// <summary>
/// The database a fixture runs on: SQLite in its data folder, or a new database of its own on the PostgreSQL server that
/// PIXELI_TEST_DATABASE names.
/// </summary>
internal sealed class TestDatabase
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("PIXELI_TEST_DATABASE");

    private readonly string? _name;

    private TestDatabase(string? name) => _name = name;

    public static bool IsPostgres => !string.IsNullOrEmpty(Server);

    /// <summary>What DATABASE_URL is to be; empty for SQLite.</summary>
    public string Url => _name is null ? "" : new UriBuilder(Server!) { Path = _name }.Uri.AbsoluteUri;

    public static async Task<TestDatabase> CreateAsync()
    {
        if (!IsPostgres)
            return new(null);
        var name = $"pixeli_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        return new(name);
    }

    /// <summary>Ends every connection to this database, as a restart does.</summary>
    public Task HangUpAsync() => ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");

    /// <summary>Takes no connection any more and ends those there are, as a server that is down does, until <see cref="BringBackAsync"/>.</summary>
    public async Task TakeAwayAsync()
    {
        await ExecuteAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS false");
        await HangUpAsync();
    }

    public Task BringBackAsync() => ExecuteAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS true");

    public async Task DropAsync()
    {
        if (_name is not null)
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

#pragma warning disable CA2100 // the names are our own
    private static async Task ExecuteAsync(string sql)
    {
        var connectionString = new Data.DatabaseOptions { Url = Server, SqlitePath = "" }.ConnectionString + ";Pooling=false";
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
#pragma warning restore CA2100
}
