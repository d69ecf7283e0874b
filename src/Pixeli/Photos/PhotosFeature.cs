using Pixeli.Hosting.Checkups;
using Pixeli.Hosting.Roles;
using Pixeli.Photos.Batches;
using Pixeli.Photos.Checkups;
using Pixeli.Photos.Live;

namespace Pixeli.Photos;

internal static class PhotosFeature
{
    public static IServiceCollection AddPhotos(this IServiceCollection services)
    {
        services.AddScoped<PhotoQueries>();
        services.AddScoped<PhotoEdits>();
        services.AddScoped<PhotoBatches>();
        services.AddSingleton<PhotoFeed>();
        services.AddWebSingleton<PhotoViews>();
        services.AddWork<BlobSweep>();
        services.AddScoped<ICheckup, PhotoFilesCheckup>();
        services.AddScoped<ICheckup, RemovalsCheckup>();
        return services;
    }

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapPhotoEndpoints();
        routes.MapSkeleton();
        routes.MapBatches();
        routes.MapEventStream();
    }
}
