using Microsoft.Extensions.Options;
using Pixeli.Hosting;

namespace Pixeli.Media;

internal static class MediaFeature
{
    public static IServiceCollection AddMedia(this IServiceCollection services, DataFolder data)
    {
        services.AddOptions<MediaOptions>().BindConfiguration("Pixeli:Media").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton(_ => new MediaSignature(KeyFile.ReadOrCreate(data.Keys, "media-urls")));
        services.AddSingleton(provider => new MediaUrls(
            provider.GetRequiredService<MediaSignature>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHttpContextAccessor>(),
            provider.GetRequiredService<IOptions<MediaOptions>>()));
        return services;
    }

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapMediaEndpoint();
        routes.MapPictureEndpoint();
    }
}
