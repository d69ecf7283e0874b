using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.FanOut;

namespace Pixeli.Notifications;

/// <summary>
/// Shows notifications that other processes put into inboxes to who is connected here. After an outage it looks for those that
/// came meanwhile.
/// </summary>
internal sealed partial class ArrivingNotifications : BackgroundService
{
    /// <summary>What the text of a message is about: <c>recipient notification</c>.</summary>
    public const string Subject = "notification";

    private const int BatchSize = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A row is dated by its own process before it is committed and told, and clocks differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly NotificationHub _hub;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger<ArrivingNotifications> _logger;
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private HashSet<Guid> _arrived = [];
    private DateTime? _missedSince;

    public ArrivingNotifications(NotificationHub hub, IFanOut others, IServiceScopeFactory scopes, ILogger<ArrivingNotifications> logger)
    {
        (_hub, _scopes, _logger) = (hub, scopes, logger);
        others.Listen(Subject, (text, _) => Hear(text), Miss);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _calls.Reader.ReadAllAsync(stoppingToken))
        {
            var (arrived, missedSince) = Take();
            try
            {
                foreach (var batch in arrived.Chunk(BatchSize))
                    await SendAsync(rows => rows.Where(item => batch.Contains(item.Id)), stoppingToken);
                if (missedSince is { } since)
                    await CatchUpAsync(since - Margin, stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or InvalidOperationException)
            {
                LogFailure(failure);
                Return(arrived, missedSince);
                await Task.Delay(Pause, stoppingToken);
                _calls.Writer.TryWrite(true);
            }
        }
    }

    private async Task CatchUpAsync(DateTime since, CancellationToken cancellationToken)
    {
        foreach (var people in _hub.People.Chunk(BatchSize))
            await SendAsync(rows => rows.Where(item => people.Contains(item.RecipientId) && item.UpdatedAt >= since && !item.Read), cancellationToken);
    }

    private async Task SendAsync(Func<IQueryable<Notification>, IQueryable<Notification>> which, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var rows = await which(db.Notifications.AsNoTracking()).OrderBy(item => item.UpdatedAt).ThenBy(item => item.Id)
            .Select(NotificationRow.Projection).ToListAsync(cancellationToken);
        foreach (var row in rows)
            _hub.SendOnce(row.Item.RecipientId, row.ToMessage());
    }

    private void Hear(string text)
    {
        if (text.Split(' ') is not [var recipient, var notification] || !Guid.TryParse(recipient, out var person) || !Guid.TryParse(notification, out var id)
            || !_hub.IsConnected(person))
            return;
        lock (_lock)
            _arrived.Add(id);
        _calls.Writer.TryWrite(true);
    }

    private void Miss(DateTime since)
    {
        lock (_lock)
            _missedSince = _missedSince < since ? _missedSince : since;
        _calls.Writer.TryWrite(true);
    }

    private (HashSet<Guid> Arrived, DateTime? MissedSince) Take()
    {
        lock (_lock)
        {
            var taken = (_arrived, _missedSince);
            (_arrived, _missedSince) = ([], null);
            return taken;
        }
    }

    private void Return(HashSet<Guid> arrived, DateTime? missedSince)
    {
        lock (_lock)
            _arrived.UnionWith(arrived);
        if (missedSince is { } since)
            Miss(since);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications of other processes could not be read; trying again")]
    private partial void LogFailure(Exception failure);
}
