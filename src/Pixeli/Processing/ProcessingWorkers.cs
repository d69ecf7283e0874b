using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Hosting;

namespace Pixeli.Processing;

/// <summary>The workers: each claims a photo, processes it, and waits for the next signal when there is none.</summary>
internal sealed partial class ProcessingWorkers(
    IServiceScopeFactory scopes, Signals signals, IOptions<ProcessingOptions> options, ILogger<ProcessingWorkers> logger) : BackgroundService
{
    // What a lost signal, or a photo accepted by another process, waits at most.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));

    // One more than decode at once, see RenderSlots.
    private int Workers => options.Value.Workers == 0 ? 0 : options.Value.Workers + 1;

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await ProcessNextAsync(stopping))
                    await signals.PhotosPending.WaitAsync(Interval, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or IOException)
            {
                LogFailure(failure);
                await Task.Delay(Interval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> ProcessNextAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<PhotoQueue>().ClaimAsync(stopping) is not { } photo)
            return false;
        await scope.ServiceProvider.GetRequiredService<PhotoProcessor>().ProcessAsync(photo, stopping);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A worker could not reach the database or storage; trying again")]
    private partial void LogFailure(Exception failure);
}
