using Pixeli.Hosting;

namespace Pixeli.Sharing;

internal static class SharingFeature
{
    public static IServiceCollection AddSharing(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ShareTokens(provider.GetRequiredService<DataFolder>()));
        services.AddScoped<ShareLinks>();
        return services;
    }

    public static void MapSharing(this IEndpointRouteBuilder routes)
    {
        routes.MapShareEndpoints();
        routes.MapSharedImage();
    }
}
