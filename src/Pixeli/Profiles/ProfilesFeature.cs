using Pixeli.Hosting.Checkups;

namespace Pixeli.Profiles;

internal static class ProfilesFeature
{
    public static IServiceCollection AddProfiles(this IServiceCollection services)
    {
        services.AddSingleton<PictureRendering>();
        services.AddScoped<ProfilePictures>();
        services.AddScoped<PictureUpload>();
        services.AddScoped<ProfileQueries>();
        services.AddScoped<PublicProfiles>();
        services.AddScoped<ProfileEdits>();
        services.AddScoped<ICheckup, PicturesCheckup>();
        return services;
    }

    public static void MapProfiles(this IEndpointRouteBuilder routes) => routes.MapProfileEndpoints();
}
