using Pixeli.Accounts;
using Pixeli.Hosting.Checkups;
using Pixeli.Hosting.Roles;

namespace Pixeli.Events;

internal static class EventsFeature
{
    public static IServiceCollection AddEvents(this IServiceCollection services) =>
        services.AddScoped<EventQueries>().AddScoped<EventEdits>()
            .AddScoped<DeletedEvents>().AddScoped<ICheckup, DeletedEventsCheckup>().AddWork<EventRemoval>()
            .AddWarmUp(async (provider, cancellationToken) => await provider.GetRequiredService<EventQueries>().ListAsync(Caller.Nobody, onlyMine: false, after: null, limit: 1, cancellationToken));

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapEventEndpoints();
}
