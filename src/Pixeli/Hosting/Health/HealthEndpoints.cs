using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Pixeli.Hosting.Health;

internal static class HealthEndpoints
{
    /// <summary>Live: the process answers. Ready: it can also reach its database and write its storage.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
    }
}
