using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;
using Pixeli.Hosting.Roles;
using Pixeli.Photos.Batches;
using Pixeli.Photos.Checkups;
using Pixeli.Photos.Live;
using Pixeli.Storage;

namespace Pixeli.Photos;

internal static class PhotosFeature
{
    public static IServiceCollection AddPhotos(this IServiceCollection services)
    {
        services.AddScoped<PhotoQueries>();
        services.AddSingleton(provider => new KeptCounts(provider.GetRequiredService<DatabaseVersion>()));
        services.AddScoped<PhotoEdits>();
        services.AddScoped<PhotoBatches>();
        services.AddScoped<IKnownBlobs, KnownOriginals>();
        services.AddSingleton<PhotoFeed>();
        services.AddWebSingleton<PhotoCounters>();
        services.AddWork<BlobSweep>();
        services.AddWork<TagCountParts>();
        services.AddScoped<ICheckup, PhotoFilesCheckup>();
        services.AddScoped<ICheckup, RemovalsCheckup>();
        services.AddWarmUp(async (provider, cancellationToken) =>
        {
            var photos = provider.GetRequiredService<PhotoQueries>();
            _ = await photos.OfEvent(Guid.Empty, Caller.Nobody, newestFirst: false, after: null, limit: 1).AnyAsync(cancellationToken);
            _ = await photos.DetailAsync(Guid.Empty, Caller.Nobody, cancellationToken);
        });
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
