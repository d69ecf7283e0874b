using Pixeli.Hosting.Roles;

namespace Pixeli.Operations;

internal static class OperationsFeature
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddScoped<SiteOverview>();
        services.AddScoped<EventUse>();
        services.AddScoped<FailedPhotos>();
        services.AddScoped<HealthReport>();
        services.AddWebSingleton<StorageMeasure>();
        return services;
    }
}
