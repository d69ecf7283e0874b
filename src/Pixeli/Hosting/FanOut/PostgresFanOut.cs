using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using Npgsql;
using Pixeli.Data;
using Pixeli.Hosting.Roles;

namespace Pixeli.Hosting.FanOut;

/// <summary>
/// <c>LISTEN</c> on a connection of its own, <c>NOTIFY</c> many at a time. When the database was away, listeners are told from when
/// on they may have missed something; what could not be told meanwhile is told afterwards.
/// </summary>
internal sealed partial class PostgresFanOut(
    DatabaseOptions options, Instance instance, ServerRole role, TimeProvider clock, ILogger<PostgresFanOut> logger) : BackgroundService, IFanOut
{
    /// <summary>Who listens, among PostgreSQL's connections: a running server.</summary>
    public const string ApplicationName = "pixeli-listener";

    private const int MaxWaiting = 20_000;
    private const int BatchSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10); // then it is asked whether the database is still there
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly Channel<FanOutMessage> _waiting = Channel.CreateBounded<FanOutMessage>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly ConcurrentDictionary<string, (FanOutHeard Heard, Action<DateTime> Missed)> _listeners = new();
    private readonly CancellationTokenSource _end = new();
    private long _droppedSince;
    private Task _telling = Task.CompletedTask;

    public bool HasOthers => true;

    /// <summary>Completes when this process hears the others for the first time.</summary>
    public Task Listening => _listening.Task;

    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Tell(FanOutTopic topic, string subject, string text = "")
    {
        if (!_waiting.Writer.TryWrite(new(topic, subject, text)))
            Interlocked.CompareExchange(ref _droppedSince, clock.UtcNow.Ticks, 0);
    }

    public void Listen(string subject, FanOutHeard heard, Action<DateTime> missed) => _listeners[subject] = (heard, missed);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAny(_telling, Task.Delay(LastWords, cancellationToken)); // what this process did last concerns the others too
        await _end.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _end.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _telling = TellAllAsync(_end.Token);
        return Task.WhenAll(_telling, HearAllAsync(stoppingToken));
    }

    private async Task TellAllAsync(CancellationToken end)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(end))
            {
                var batch = new List<FanOutMessage>();
                while (batch.Count < BatchSize && _waiting.Reader.TryRead(out var message))
                    batch.Add(message);
                while (!await TryTellAsync(batch, end))
                    await Task.Delay(Pause, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the database is away, and so are we
        }
    }

    private async Task<bool> TryTellAsync(List<FanOutMessage> batch, CancellationToken end)
    {
        var dropped = Interlocked.Exchange(ref _droppedSince, 0);
        IEnumerable<FanOutMessage> messages = dropped == 0
            ? batch
            : batch.Concat(Enum.GetValues<FanOutTopic>().Select(topic => new FanOutMessage(topic, FanOutMessage.Dropped, dropped.ToString(CultureInfo.InvariantCulture))));
        var payloads = FanOutMessage.Pack(instance.Id, messages).ToList();
        try
        {
            await using var connection = new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync(end);
            await using var command = new NpgsqlCommand("SELECT pg_notify(channel, payload) FROM unnest($1, $2) AS told (channel, payload)", connection);
            command.Parameters.Add(new() { Value = payloads.ConvertAll(payload => ChannelOf(payload.Topic)) });
            command.Parameters.Add(new() { Value = payloads.ConvertAll(payload => payload.Payload) });
            await command.ExecuteNonQueryAsync(end);
            return true;
        }
        catch (DbException failure)
        {
            if (dropped != 0)
                Interlocked.CompareExchange(ref _droppedSince, dropped, 0);
            LogUntold(failure);
            return false;
        }
    }

    private async Task HearAllAsync(CancellationToken stopping)
    {
        DateTime? heardUntil = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(options.ConnectionString + ";Pooling=false;Application Name=" + ApplicationName);
                connection.Notification += (_, told) => Hear(told.Payload);
                await connection.OpenAsync(stopping);
                foreach (var topic in Enum.GetValues<FanOutTopic>().Where(Concerns))
                    await ExecuteAsync(connection, $"LISTEN {ChannelOf(topic)}", stopping);
                if (heardUntil is { } since)
                    Miss(since);
                _listening.TrySetResult();
                while (true)
                {
                    heardUntil = clock.UtcNow;
                    if (!await connection.WaitAsync(Silence, stopping))
                        await ExecuteAsync(connection, "SELECT 1", stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or IOException or TimeoutException)
            {
                LogUnheard(failure);
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool Concerns(FanOutTopic topic) => topic == FanOutTopic.Work ? role.IsWorker : role.IsWeb;

    private void Hear(string payload)
    {
        foreach (var (subject, text, times) in FanOutMessage.Unpack(payload, instance.Id) ?? [])
        {
            if (subject == FanOutMessage.Dropped)
                Miss(new(long.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc));
            else if (_listeners.TryGetValue(subject, out var listener))
                listener.Heard(text, times);
        }
    }

    private void Miss(DateTime since)
    {
        LogMissed(since);
        foreach (var listener in _listeners.Values)
            listener.Missed(since);
    }

    private static string ChannelOf(FanOutTopic topic) => topic == FanOutTopic.Work ? "pixeli_work" : "pixeli_live";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the statements are our own
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 5 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other processes cannot be told what happens here; trying again")]
    private partial void LogUntold(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other processes are not heard; trying again")]
    private partial void LogUnheard(Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "Looking for what other processes did since {Since}")]
    private partial void LogMissed(DateTime since);
}
