using Pixeli.Data;

namespace Pixeli.Hosting.FanOut;

internal static class FanOutFeature
{
    /// <summary>PostgreSQL's own messages where that is the database; SQLite is one process.</summary>
    public static IServiceCollection AddFanOut(this IServiceCollection services, DatabaseOptions database)
    {
        if (database.IsSqlite)
            return services.AddSingleton<IFanOut, NoFanOut>();
        services.AddSingleton<PostgresFanOut>();
        services.AddSingleton<IFanOut>(provider => provider.GetRequiredService<PostgresFanOut>());
        return services.AddHostedService(provider => provider.GetRequiredService<PostgresFanOut>());
    }
}
