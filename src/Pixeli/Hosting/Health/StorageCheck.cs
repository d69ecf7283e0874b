using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pixeli.Hosting.Health;

/// <summary>Uploads can be taken in: a file can be written where they are staged.</summary>
internal sealed class StorageCheck(Instance instance) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var probe = Path.Combine(instance.Staging, $"health-{Guid.CreateVersion7():N}");
        try
        {
            await File.WriteAllBytesAsync(probe, [1], cancellationToken);
            File.Delete(probe);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The data folder cannot be written.", failure);
        }
    }
}
