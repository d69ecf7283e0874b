using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Hosting.Checkups;
using Pixeli.Hosting.Roles;
using Pixeli.Imaging;
using Pixeli.Processing.Isolation;

namespace Pixeli.Processing;

internal static class ProcessingFeature
{
    public static IServiceCollection AddProcessing(this IServiceCollection services)
    {
        services.AddOptions<ProcessingOptions>().BindConfiguration("Pixeli:Processing").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ImagingOptions>().BindConfiguration("Pixeli:Imaging").ValidateOnStart();
        services.AddSingleton(provider => new PhotoRenderer(provider.GetRequiredService<IOptions<ImagingOptions>>().Value));
        services.AddSingleton<CameraClock>();
        services.AddSingleton<ProcessingTimes>();
        services.AddSingleton<RenderSlots>();
        services.AddSingleton<IsolatedRenderer>();
        services.AddScoped<PhotoQueue>();
        services.AddSingleton<PhotosInHand>();
        services.AddScoped<PhotoProcessor>();
        services.AddScoped<IInstanceCleanup, AbandonedClaims>();
        services.AddWork<ProcessingWorkers>();
        services.AddScoped<ICheckup, StuckPhotosCheckup>();
        return services;
    }
}
