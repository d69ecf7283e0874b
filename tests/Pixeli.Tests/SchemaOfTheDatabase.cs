using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pixeli.Data;
using Pixeli.Data.Migrations;

namespace Pixeli.Tests;

/// <summary>Migrations are written by hand: what they make must be what the model describes, on the database in use.</summary>
public sealed class SchemaOfTheDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-schema-").FullName;
    private readonly List<TestDatabase> _databases = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var database in _databases)
            await database.DropAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Migrated_and_modelled_schema_are_the_same()
    {
        var migrated = await SchemaAsync(services => services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default));
        var modelled = await SchemaAsync(async services =>
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PixeliDb>().Database.EnsureCreatedAsync();
        });

        Assert.NotEmpty(modelled);
        Assert.Equal("", Difference(modelled, migrated));
    }

    [Fact]
    public void Every_configuration_of_an_entity_is_named_for_the_model()
    {
        var program = typeof(PixeliDb).Assembly;
        var configured = program.GetTypes().SelectMany(type => type.GetInterfaces())
            .Where(part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>))
            .Select(part => part.GenericTypeArguments[0].FullName);

        Assert.Equal(configured.Order(StringComparer.Ordinal), program.GetCustomAttributes<EntityAttribute>().Select(entity => entity.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_migration_is_named_and_in_order()
    {
        var there = typeof(PixeliDb).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>();

        Assert.Equal(there.Order(StringComparer.Ordinal), KnownMigrations.Ids);
    }

    [Fact]
    public async Task What_an_interrupted_upgrade_left_out_is_made_up_for()
    {
        var options = await OptionsAsync();
        var last = KnownMigrations.Ids.Last();
        await using var services = Services(options);
        var migrator = services.GetRequiredService<DatabaseMigrator>();
        await migrator.MigrateAsync(default, KnownMigrations.Ids.SkipLast(1).Last());
        Assert.DoesNotContain(last, await AppliedAsync());

        await migrator.MigrateAsync(default);

        Assert.Equal(KnownMigrations.Ids, await AppliedAsync());

        async Task<IEnumerable<string>> AppliedAsync()
        {
            await using var scope = services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PixeliDb>().Database.GetAppliedMigrationsAsync();
        }
    }

    [Fact]
    public async Task Several_processes_may_migrate_at_once_and_again_later()
    {
        var options = await OptionsAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(MigrateAsync)));
        await MigrateAsync();

        async Task MigrateAsync()
        {
            await using var services = Services(options);
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
        }
    }

    private async Task<List<string>> SchemaAsync(Func<IServiceProvider, Task> create)
    {
        var options = await OptionsAsync();
        await using var services = Services(options);
        await create(services);
        return await ReadAsync(options);
    }

    private async Task<DatabaseOptions> OptionsAsync()
    {
        var database = await TestDatabase.CreateAsync();
        _databases.Add(database);
        return new() { Url = database.Url, SqlitePath = Path.Combine(_folder, $"{_databases.Count}.db") };
    }

    private static ServiceProvider Services(DatabaseOptions options) => new ServiceCollection().AddData(options).BuildServiceProvider();

    private static string Difference(List<string> modelled, List<string> migrated) => string.Join('\n',
        [.. modelled.Except(migrated).Select(line => $"only modelled: {line}"), .. migrated.Except(modelled).Select(line => $"only migrated: {line}")]);

    // One line a column, index and constraint.
    private static async Task<List<string>> ReadAsync(DatabaseOptions options)
    {
        await using DbConnection connection = options.IsSqlite
            ? new SqliteConnection(options.ConnectionString)
            : new NpgsqlConnection(options.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // one of the two constants below
        command.CommandText = options.IsSqlite ? SqliteSchema : PostgresSchema;
#pragma warning restore CA2100
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return [.. lines.Where(line => !line.Contains("__EFMigrations", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private const string SqliteSchema = """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk || ' default=' || coalesce(c.dflt_value, '-')
        FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
        UNION ALL
        SELECT 'foreign key ' || t.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' on delete ' || f.on_delete || ' on update ' || f.on_update
        FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        UNION ALL
        SELECT 'index ' || tbl_name || ' ' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
        """;

    private const string PostgresSchema = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || '(' || coalesce(character_maximum_length::text, '') || ') null='
            || is_nullable || ' default=' || coalesce(column_default, '-') || ' identity=' || is_identity
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        """;
}
