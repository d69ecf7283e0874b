using Pixeli.Hosting;
using Pixeli.Tagging.Labels;
using Pixeli.Tagging.Queue;

namespace Pixeli.Tagging;

internal static class TaggingFeature
{
    public static IServiceCollection AddTagging(this IServiceCollection services)
    {
        services.AddOptions<TaggingOptions>().BindConfiguration("Pixeli:Vision").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LabelVectors>();
        services.AddSingleton<Quiet>();
        services.AddScoped<VisionSettings>();
        services.AddScoped<BackfillCounts>();
        services.AddScoped<VisionQueue>();
        services.AddScoped<PhotoTagger>();
        services.AddScoped<PhotoSeer>();
        services.AddScoped<IInstanceCleanup, AbandonedSights>();
        services.AddHostedService<VisionWorker>();
        return services;
    }
}
