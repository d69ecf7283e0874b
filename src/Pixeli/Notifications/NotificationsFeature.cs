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
        return services;
    }

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapNotificationEndpoints();
        routes.MapNotificationSocket();
    }
}
