namespace Pixeli.Hosting.Roles;

/// <summary>Background services that only some processes of a site run. What every process runs is a hosted service like any other.</summary>
internal static class RoleServices
{
    /// <summary>Work that waits in the database, done by whichever worker claims it first.</summary>
    public static IServiceCollection AddWork<T>(this IServiceCollection services)
        where T : class, IHostedService => services.Role.IsWorker ? services.AddHostedService<T>() : services;

    /// <summary>What belongs to the people who are connected to this very process.</summary>
    public static IServiceCollection AddWebService<T>(this IServiceCollection services)
        where T : class, IHostedService => services.Role.IsWeb ? services.AddHostedService<T>() : services;

    /// <summary>As <see cref="AddWebService{T}"/>, for a singleton that others use.</summary>
    public static IServiceCollection AddWebSingleton<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        return services.Role.IsWeb ? services.AddHostedService(provider => provider.GetRequiredService<T>()) : services;
    }

    extension(IServiceCollection services)
    {
        private ServerRole Role => (ServerRole)services.Single(service => service.ServiceType == typeof(ServerRole)).ImplementationInstance!;
    }
}
