using System.Data.Common;
using System.Diagnostics.Metrics;
using Pixeli.Hosting.Telemetry;

namespace Pixeli.Operations;

/// <summary>
/// Tells how many photos and mails wait, and how long the first has: looked up now and then, while somebody receives what is measured. Every
/// process of a site tells the same.
/// </summary>
internal sealed partial class QueueGauges(
    TelemetryState telemetry, PixeliMeter meters, IServiceScopeFactory scopes, TimeProvider clock, ILogger<QueueGauges> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private SiteQueues? _seen;

    private sealed record SiteQueues(QueueFigures Photos, int Mails);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!telemetry.IsOn)
            return;
        await LookAsync(stoppingToken);
        Tell(meters.Instruments);
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    private void Tell(Meter meter)
    {
        meter.CreateObservableGauge("pixeli.queue.photos", Photos, "{photo}", "Photos that wait, are in work, or were given up.");
        meter.CreateObservableGauge("pixeli.queue.age", Age, "s", "Time that the photo has waited that has waited longest.");
        meter.CreateObservableGauge("pixeli.queue.mails", () => _seen is { } seen ? [new(seen.Mails)] : Array.Empty<Measurement<int>>(), "{mail}", "Mails that are not sent yet.");
    }

    // Nothing is told while the database is away: a figure that is missing is seen, one that is old is not.
    private Measurement<int>[] Photos() => _seen is not { Photos: var photos }
        ? []
        : [new(photos.Waiting, State("waiting")), new(photos.InWork, State("working")), new(photos.Failed, State("failed"))];

    private Measurement<double>[] Age() => _seen is not { Photos: var photos }
        ? []
        : [new(photos.WaitingSince is { } since ? Math.Max(0, (clock.GetUtcNow().UtcDateTime - since).TotalSeconds) : 0)];

    private static KeyValuePair<string, object?> State(string state) => new("state", state);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var overview = scope.ServiceProvider.GetRequiredService<SiteOverview>();
            _seen = new(await overview.QueueAsync(cancellationToken), await overview.MailsAsync(cancellationToken));
        }
        catch (DbException failure)
        {
            _seen = null;
            LogFailure(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues could not be looked at")]
    private partial void LogFailure(Exception failure);
}
