using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;

namespace Pixeli.Notifications;

/// <summary>Closes the connections of sessions that were ended, expired, or whose account was shut: one query for many, now and then.</summary>
internal sealed partial class EndedSessions(
    NotificationHub hub, IServiceScopeFactory scopes, IOptions<NotificationOptions> options, TimeProvider clock, ILogger<EndedSessions> logger)
    : BackgroundService
{
    private const int BatchSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SessionCheckInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var batch in hub.Connections.Chunk(BatchSize))
                    await CheckAsync(batch, stoppingToken);
            }
            catch (DbException failure)
            {
                LogFailure(failure); // looked again next time; tokens expire by themselves meanwhile
            }
        }
    }

    private async Task CheckAsync(NotificationConnection[] connections, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var (now, sessions) = (clock.UtcNow, connections.Select(connection => connection.Session).Distinct().ToList());
        var alive = await db.Sessions
            .Where(session => sessions.Contains(session.Id) && session.EndedAt == null && session.ExpiresAt > now && session.User!.DisabledAt == null)
            .Select(session => session.Id).ToHashSetAsync(cancellationToken);
        foreach (var connection in connections.Where(connection => !alive.Contains(connection.Session)))
            connection.End(NotificationConnection.SessionEnded, "The session has ended.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look after the sessions of live connections; trying again")]
    private partial void LogFailure(Exception failure);
}
