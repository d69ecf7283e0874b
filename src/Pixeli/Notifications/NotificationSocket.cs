using System.Globalization;
using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Notifications;

/// <summary>
/// <c>ws/notifications/</c>: one JSON text message a notification. Who has no valid token is refused with 401 before the upgrade
/// (RFC 6455, section 4.2.2); when the token expires the connection closes with 4401.
/// </summary>
internal static class NotificationSocket
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    public static void MapNotificationSocket(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ws/notifications", Connect).RequireAuthorization().ExcludeFromDescription();

    private static IResult Connect(
        Caller caller,
        NotificationHub hub,
        IOptions<NotificationOptions> options,
        IHostApplicationLifetime lifetime,
        TimeProvider clock,
        HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return Problem.Of(StatusCodes.Status426UpgradeRequired, "Upgrade required", "This address speaks WebSocket only.");
        }

        var (person, session, expiry) = (caller.Id, caller.SessionId, Expiry(context.User));
        return new LastingAnswer(async upgrading =>
        {
            using var socket = await upgrading.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                KeepAliveInterval = options.Value.PingInterval,
                KeepAliveTimeout = options.Value.PingInterval,
            });
            var connection = new NotificationConnection(socket, person, session, options.Value);
            hub.Add(connection);
            try
            {
                await using var end = expiry is { } expiresAt ? EndAt(expiresAt, connection, clock) : null;
                await using var stopping = lifetime.ApplicationStopping.Register(
                    () => connection.End(WebSocketCloseStatus.EndpointUnavailable, "The server is going down. Connect again soon."));
                await connection.RunAsync();
            }
            finally
            {
                hub.Remove(connection);
            }
        });
    }

    /// <summary>When the access token ends. A browser's cookie has no such moment: its session is looked after by <see cref="EndedSessions"/>.</summary>
    private static DateTimeOffset? Expiry(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue("exp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static ITimer EndAt(DateTimeOffset expiresAt, NotificationConnection connection, TimeProvider clock)
    {
        var left = expiresAt - clock.GetUtcNow();
        return clock.CreateTimer(
            _ => connection.End(NotificationConnection.SessionEnded, "The token has expired."),
            null,
            left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer,
            Timeout.InfiniteTimeSpan);
    }
}
