using Pixeli.Hosting.Roles;
using Pixeli.Operations.Backups;
using Pixeli.Operations.Doctor;

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
        services.AddHostedService<QueueGauges>();
        services.AddScoped<Diagnosis>();
        services.AddScoped<Backup>();
        services.AddScoped<Restore>();
        return services;
    }
}
