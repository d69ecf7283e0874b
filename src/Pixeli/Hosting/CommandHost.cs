using Pixeli.Data;

namespace Pixeli.Hosting;

/// <summary>What a command runs in: the features without the web server, the database at its current schema.</summary>
internal static class CommandHost
{
    /// <param name="addFeatures">Adds the features.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<IHost> CreateAsync(Action<IServiceCollection, IConfiguration> addFeatures, CancellationToken cancellationToken)
    {
        var host = Create(addFeatures);
        await host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        return host;
    }

    /// <summary>The same for a command that needs no database.</summary>
    public static IHost Create(Action<IServiceCollection, IConfiguration> addFeatures)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders(); // a command says what it does itself
        addFeatures(builder.Services, builder.Configuration);
        return builder.Build();
    }
}
