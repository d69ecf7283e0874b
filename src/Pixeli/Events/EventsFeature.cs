namespace Pixeli.Events;

internal static class EventsFeature
{
    public static IServiceCollection AddEvents(this IServiceCollection services) =>
        services.AddScoped<EventQueries>().AddScoped<EventEdits>();

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapEventEndpoints();
}
