using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pixeli.Data;

namespace Pixeli.Hosting.Health;

internal sealed class DatabaseCheck(PixeliDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
