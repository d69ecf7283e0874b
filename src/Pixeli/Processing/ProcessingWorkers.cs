using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Roles;

namespace Pixeli.Processing;

/// <summary>The workers: each claims a photo, processes it, and waits for the next signal when there is none.</summary>
internal sealed partial class ProcessingWorkers(
    IServiceScopeFactory scopes,
    Signals signals,
    IHostApplicationLifetime lifetime,
    IOptions<ProcessingOptions> options,
    IOptions<ShutdownOptions> shutdown,
    ProcessingTimes times,
    PhotosInHand inHand,
    ILogger<ProcessingWorkers> logger) : BackgroundService
{
    // What a lost signal waits at most.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Lets photos in work be finished for a moment. What is not done then is given back.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ExecuteTask is { } work)
            await Task.WhenAny(work, Task.Delay(shutdown.Value.Grace, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    // One more than decode at once, see RenderSlots.
    private int Workers => options.Value.Workers == 0 ? 0 : options.Value.Workers + 1;

    private async Task WorkAsync(CancellationToken stopping)
    {
        var closing = lifetime.ApplicationStopping; // from then on no photo is begun, long before what is begun is stopped
        while (!closing.IsCancellationRequested)
        {
            try
            {
                if (!await ProcessNextAsync(closing, stopping))
                    await signals.PhotosPending.WaitAsync(Interval, closing);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure);
                await Task.Delay(Interval, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> ProcessNextAsync(CancellationToken closing, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (queue, processor) = (scope.ServiceProvider.GetRequiredService<PhotoQueue>(), scope.ServiceProvider.GetRequiredService<PhotoProcessor>());
        return await inHand.UseNextAsync(
            queue,
            async photo =>
            {
                using var measured = times.Photo(photo.Id);
                await processor.ProcessAsync(photo, stopping);
            },
            closing);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A worker could not reach the database or storage; trying again")]
    private partial void LogFailure(Exception failure);
}
