namespace Pixeli.Photos;

internal static class PhotosFeature
{
    public static IServiceCollection AddPhotos(this IServiceCollection services)
    {
        services.AddScoped<PhotoQueries>();
        services.AddHostedService<BlobSweep>();
        return services;
    }

    public static void MapPhotos(this IEndpointRouteBuilder routes) => routes.MapPhotoEndpoints();
}
