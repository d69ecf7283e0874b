using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

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
            else
                builder.UseNpgsql(options.ConnectionString);
            builder.AddInterceptors(RuleInlining.Instance);
            // Migrations are written by hand and compared with the model by a test: there is no snapshot to compare here.
            builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        });
        return services;
    }
}
