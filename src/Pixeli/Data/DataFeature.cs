using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Pixeli.Data.Migrations;
using Pixeli.Hosting.Telemetry;

namespace Pixeli.Data;

internal static class DataFeature
{
    // Each context that waits for its next use holds an open connection with its pages and statements. More run at once than this
    // only while they wait for their clients; those open one of their own.
    private const int SqliteConnections = 32;
    private const int PostgresContexts = 1024;

    public static IServiceCollection AddData(this IServiceCollection services, DatabaseOptions options)
    {
        if (options.IsSqlite)
            SqliteSettings.ConfigureProcess();
        services.AddSingleton(options);
        services.AddSingleton(provider => new CommandTimes(provider.GetRequiredService<PixeliMeter>(), options.IsSqlite));
        services.AddSingleton(_ => new WriteGate(WriteGate.Patience));
        services.AddSingleton<DatabaseVersion>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<SiteIdentity>();
        services.AddDbContextPool<PixeliDb>(
            (provider, builder) =>
            {
                Configure(builder, options);
                if (provider.GetService<TelemetryState>() is { IsOn: true }) // none where the database is put together alone
                    builder.AddInterceptors(provider.GetRequiredService<CommandTimes>());
            },
            options.IsSqlite ? SqliteConnections : PostgresContexts);
        BuildModelAhead(options);
        return services;
    }

    // Entity Framework puts its model together at its first use, a third of a start's time: on another core here, while the rest of the
    // program is put together. All contexts of the process share it. What goes wrong is said at the first use, which tries again.
    private static void BuildModelAhead(DatabaseOptions options) => Task.Run(() =>
    {
        var builder = new DbContextOptionsBuilder<PixeliDb>();
        Configure(builder, options);
        using var db = new PixeliDb(builder.Options);
        return db.Model;
    });

    private static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        if (options.IsSqlite)
            builder.UseSqlite(options.ConnectionString).AddInterceptors(new SqliteSettings(), new SqliteStatements(options.ConnectionString));
        else
            UsePostgres(builder, options);
        builder.AddInterceptors(RuleInlining.Instance);
        builder.ReplaceService<IMigrationsAssembly, KnownMigrations>();
        // Migrations are written by hand and compared with the model by a test: there is no snapshot to compare here.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    // Apart, so that Npgsql is loaded where it is used only. Its own strategy wraps what went wrong into an InvalidOperationException, which nobody
    // who waits for a database expects.
    private static void UsePostgres(DbContextOptionsBuilder builder, DatabaseOptions options) =>
        builder.UseNpgsql(options.ConnectionString, npgsql => npgsql.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
}
