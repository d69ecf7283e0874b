using Pixeli.Hosting.Errors;
using Pixeli.Storage;

namespace Pixeli.Hosting;

/// <summary>What a feature does about a process that died in the middle of its work.</summary>
internal interface IInstanceCleanup
{
    /// <summary>Undoes or hands on what the process left. Must be safe to repeat.</summary>
    /// <param name="instance">The dead process.</param>
    /// <param name="staging">Its staging folder, removed afterwards.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task CleanUpAsync(Guid instance, string staging, CancellationToken cancellationToken);
}

/// <summary>Finds processes of this data folder that died, at start and every minute, and has the features clean up after them.</summary>
internal sealed partial class InstanceRecovery(Instance instance, IBlobStore store, IServiceScopeFactory scopes, ILogger<InstanceRecovery> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await RecoverAsync(stoppingToken);
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure); // what is left is found again in a minute
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, staging) in instance.Dead())
        {
            await store.CheckAsync(cancellationToken); // what lies beside another site's photos is another site's
            await using var scope = scopes.CreateAsyncScope();
            foreach (var cleanup in scope.ServiceProvider.GetServices<IInstanceCleanup>())
                await cleanup.CleanUpAsync(id, staging, cancellationToken);
            Instance.Bury(staging);
            LogRecovered(id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cleaned up after process {Instance}, which ended in the middle of its work")]
    private partial void LogRecovered(Guid instance);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not clean up after a process that ended early; trying again")]
    private partial void LogFailure(Exception failure);
}
