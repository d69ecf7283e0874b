using Pixeli.Hosting;
using Pixeli.Storage;

namespace Pixeli.Operations.Moving;

/// <summary>The place that is moved from, which no server uses, nor begins to use until this is disposed; or why it is used.</summary>
internal sealed class UnusedSource : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly FileStream? _folder;
    private readonly string? _user;

    private UnusedSource(IServiceProvider services, FileStream? folder, string? user) => (_services, _folder, _user) = (services, folder, user);

    /// <param name="services">The features.</param>
    /// <param name="isFolder">It is the folder, and not the bucket.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public static async Task<UnusedSource> TakeAsync(IServiceProvider services, bool isFolder, CancellationToken cancellationToken)
    {
        if (!isFolder)
            return new(services, null, await ServerAsync(services, cancellationToken));
        try
        {
#pragma warning disable CA2000 // closed with what it is given to
            return new(services, FolderInUse.Forbid(services.GetRequiredService<DataFolder>().Root), null);
#pragma warning restore CA2000
        }
        catch (IOException used)
        {
            return new(services, null, used.Message);
        }
    }

    /// <summary>Who uses it, or did when it was to be taken; null for nobody.</summary>
    public async Task<string?> UserAsync(CancellationToken cancellationToken) =>
        _user ?? (_folder is null ? await ServerAsync(_services, cancellationToken) : null);

    /// <summary>Says that nothing is left of it: a new store may use the place.</summary>
    public void Forget() => _folder?.SetLength(0);

    public void Dispose() => _folder?.Dispose();

    // A bucket cannot say who uses it.
    private static async Task<string?> ServerAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunningServers>().FindAsync(cancellationToken);
    }
}
