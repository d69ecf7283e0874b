using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Events;

/// <summary>Removes events as they are deleted, see <see cref="DeletedEvents"/>.</summary>
internal sealed partial class EventRemoval(IServiceScopeFactory scopes, Signals signals, ILogger<EventRemoval> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RemoveSomeAsync(stoppingToken))
                    signals.PhotosDeleted.Raise();
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure); // the event is still marked: the next round tries again
            }

            await signals.EventsDeleted.WaitAsync(Interval, stoppingToken);
        }
    }

    private async Task<bool> RemoveSomeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeletedEvents>().RemoveSomeAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not remove a deleted event; trying again")]
    private partial void LogFailure(Exception failure);
}
