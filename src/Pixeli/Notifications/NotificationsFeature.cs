using Pixeli.Accounts;
using Pixeli.Hosting.Roles;

namespace Pixeli.Notifications;

internal static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<NotificationOptions>().BindConfiguration("Pixeli:Notifications").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NotificationHub>();
        services.AddScoped<Notifier>();
        services.AddScoped<NotificationQueries>();
        services.AddScoped<ReadMarks>();
        services.AddWebService<EndedSessions>();
        services.AddWebService<ArrivingNotifications>();
        services.AddWarmUp(async (provider, cancellationToken) =>
        {
            var notifications = provider.GetRequiredService<NotificationQueries>();
            _ = await notifications.ListAsync(Caller.Nobody, read: null, oldestFirst: false, after: null, limit: 1).AnyAsync(cancellationToken);
            await notifications.CountUnreadAsync(Caller.Nobody, cancellationToken);
        });
        return services;
    }

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapNotificationEndpoints();
        routes.MapNotificationSocket();
    }
}
