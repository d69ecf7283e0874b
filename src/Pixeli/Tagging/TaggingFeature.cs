using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Hosting.Roles;
using Pixeli.Tagging.Engine;
using Pixeli.Tagging.Following;
using Pixeli.Tagging.Labels;
using Pixeli.Tagging.Packs;
using Pixeli.Tagging.People;
using Pixeli.Tagging.Queue;
using Pixeli.Tagging.Words;
using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Tagging;

internal static class TaggingFeature
{
    public static IServiceCollection AddTagging(this IServiceCollection services, DataFolder data)
    {
        services.AddOptions<TaggingOptions>().BindConfiguration("Pixeli:Vision").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new PackStore(data.Models));
        services.AddSingleton(provider => new OnnxRuntime(provider.GetRequiredService<IOptions<TaggingOptions>>().Value.Runtime));
        services.AddSingleton<IVisionEngine, PackEngine>();
        services.AddSingleton<PackWork>();
        services.AddSingleton<LabelVectors>();
        services.AddSingleton<WordVectors>();
        services.AddSingleton<PictureVectors>();
        services.AddSingleton<FaceVectors>();
        services.AddScoped<PictureSearch>();
        services.AddSingleton<Quiet>();
        services.AddScoped<VisionSettings>();
        services.AddScoped<BackfillCounts>();
        services.AddScoped<SeenPhotos>();
        services.AddScoped<VisionQueue>();
        services.AddScoped<PhotoTagger>();
        services.AddScoped<PhotoSeer>();
        services.AddScoped<IInstanceCleanup, AbandonedSights>();
        services.AddWork<VisionWorker>();
        services.AddWebService<VectorUpkeep>();
        return services;
    }
}
