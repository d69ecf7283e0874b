namespace Pixeli.FindMe;

internal static class FindMeFeature
{
    public static IServiceCollection AddFindMe(this IServiceCollection services)
    {
        services.AddSingleton<SelfieTurn>();
        services.AddScoped<Selfies>();
        services.AddScoped<FaceMatches>();
        services.AddScoped<PersonSuggestions>();
        services.AddScoped<Verdicts>();
        return services;
    }

    public static void MapFindMe(this IEndpointRouteBuilder routes) => routes.MapFindMeEndpoints();
}
