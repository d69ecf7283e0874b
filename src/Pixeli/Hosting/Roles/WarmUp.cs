using Pixeli.Hosting.Errors;

namespace Pixeli.Hosting.Roles;

/// <summary>
/// What a web process does once before it listens, where others answer meanwhile: the queries that are sent most are translated and
/// compiled then, and not while the first people wait. They ask on behalf of nobody, and what they find is thrown away.
/// </summary>
internal sealed record WarmUp(Func<IServiceProvider, CancellationToken, Task> RunAsync);

internal static partial class WarmUps
{
    /// <summary>Adds what a feature is asked most.</summary>
    public static IServiceCollection AddWarmUp(this IServiceCollection services, Func<IServiceProvider, CancellationToken, Task> run) =>
        services.AddSingleton(new WarmUp(run));

    /// <summary>Runs all. A database that is away now does not keep a process from starting: its requests will say so.</summary>
    public static async Task WarmUpAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var warmUp in services.GetServices<WarmUp>())
        {
            try
            {
                await warmUp.RunAsync(scope.ServiceProvider, cancellationToken);
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(services.GetRequiredService<ILogger<WarmUp>>(), failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is asked most could not be tried before the start")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
