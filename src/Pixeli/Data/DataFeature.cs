using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Pixeli.Data;

internal static class DataFeature
{
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddDbContextPool<PixeliDb>(builder =>
        {
            if (options.IsSqlite)
                builder.UseSqlite(options.ConnectionString).AddInterceptors(new SqliteSettings());
            else // Npgsql's own strategy wraps what went wrong into an InvalidOperationException, which nobody who waits for a database expects
                builder.UseNpgsql(options.ConnectionString, npgsql => npgsql.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
            builder.AddInterceptors(RuleInlining.Instance);
            // Migrations are written by hand and compared with the model by a test: there is no snapshot to compare here.
            builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        });
        return services;
    }
}
