namespace Pixeli.Hosting;

/// <summary>
/// Runs what holds a thread for long, such as a flush to the disk or a decoder, apart from the thread pool: that has a thread for
/// each core and one more, and requests need those (see docs/adr/0024).
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs work on a thread that ends with it. Whoever waits goes on in the pool.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="cancellationToken">Keeps it from beginning; what has begun is not stopped.</param>
    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(Action work, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            work();
            return true;
        },
        cancellationToken);
}
