using Pixeli.Uploads;

namespace Pixeli.Profiles;

internal static class ProfilesFeature
{
    public static IServiceCollection AddProfiles(this IServiceCollection services)
    {
        services.AddSingleton<PictureRendering>();
        services.AddScoped<ProfilePictures>();
        services.AddScoped(provider => new PictureUpload(provider.GetRequiredService<ProfilePictures>(), provider.GetRequiredService<Staging>()));
        services.AddScoped<ProfileQueries>();
        services.AddScoped<ProfileEdits>();
        return services;
    }

    public static void MapProfiles(this IEndpointRouteBuilder routes) => routes.MapProfileEndpoints();
}
