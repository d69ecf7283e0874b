using System.Runtime.CompilerServices;

namespace Pixeli.Hosting.Checkups;

/// <summary>Looks for what processes that died left in the staging folder, and does what the next server would do.</summary>
internal sealed class StagingCheckup(Instance instance, DataFolder data, IServiceScopeFactory scopes) : ICheckup
{
    public string Title => "Uploads on their way in";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (id, staging) in instance.Dead().ToList())
            yield return new("dead-process", Path.GetFileName(staging), "A process ended in the middle of its work.", token => CleanUpAsync(id, staging, token));
        foreach (var path in Directory.EnumerateFiles(data.Staging, "*.lock").Where(Instance.IsLeft).ToList())
            yield return new("lock-left", Path.GetFileName(path), "The lock of a process that is gone.", _ => DeleteAsync(path));
        await Task.CompletedTask;
    }

    private async Task CleanUpAsync(Guid id, string staging, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            foreach (var cleanup in scope.ServiceProvider.GetServices<IInstanceCleanup>())
                await cleanup.CleanUpAsync(id, staging, cancellationToken);
            Instance.Bury(staging);
        }
        catch (DirectoryNotFoundException)
        {
            // a server did the same at the same moment
        }
    }

    private static Task DeleteAsync(string path)
    {
        File.Delete(path);
        return Task.CompletedTask;
    }
}
