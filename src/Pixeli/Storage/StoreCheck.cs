using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pixeli.Storage;

/// <summary>Photos can be kept and read.</summary>
internal sealed class StoreCheck(IBlobStore store) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await store.CheckAsync(limit.Token);
            return HealthCheckResult.Healthy();
        }
        catch (IOException failure)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The photo store does not answer.");
        }
    }
}
