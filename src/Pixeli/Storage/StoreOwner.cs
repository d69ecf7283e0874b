using Pixeli.Data;

namespace Pixeli.Storage;

/// <summary>
/// Sees to it that photos are kept in, read from and removed from the store of this site only, and not from an empty folder where a disk is to
/// be mounted, a wrong bucket, or another site's. A store without a mark gets this site's where it is new, as is the site, or where the
/// photos that came last are there.
/// </summary>
internal sealed partial class StoreOwner(
    IMarkedStore store, SiteIdentity identity, IServiceScopeFactory scopes, TimeProvider clock, ILogger<StoreOwner> logger)
{
    private const int Samples = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private volatile bool _isOurs;
    private volatile Refused? _refused;

    /// <summary>The store, whoever it belongs to.</summary>
    public IMarkedStore Store => store;

    /// <summary>Looks unless the store is known to be this site's. What was refused is not asked again at once.</summary>
    /// <exception cref="StorageUnavailableException">It is not, or cannot be reached.</exception>
    public Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isOurs)
            return Task.CompletedTask;
        return _refused is { } refused && clock.GetUtcNow() - refused.At < Pause
            ? Task.FromException(new StorageUnavailableException(refused.Reason, isRefusal: true, null))
            : LookAsync(cancellationToken);
    }

    /// <summary>Looks.</summary>
    /// <exception cref="StorageUnavailableException">The store is not this site's, or cannot be reached.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var site = await identity.ReadAsync(cancellationToken);
        var marks = await store.MarksAsync(cancellationToken);
        if (marks.Count == 0)
        {
            await ProveAsync(cancellationToken);
            if (!await TryMarkAsync(site, cancellationToken))
            {
                _isOurs = true;
                return;
            }

            marks = await store.MarksAsync(cancellationToken); // two sites may begin at once
        }

        if (marks.Any(mark => mark.Site != site))
            throw Refuse($"{Name} keeps the photos of another site. Nothing is kept there, shown or removed until this site has its own place, or that one: see pixeli storage claim.");
        if (marks.All(mark => mark.IsCopy))
            throw Refuse($"{Name} holds a copy of this site's photos, which were or are being moved: see pixeli storage move. Are the settings of the storage those of the place where they are kept? Nothing is kept here, shown or removed until they are.");
        Accept(site);
    }

    /// <summary>Takes the store for this site's from now on, in this process. For who fills it before the database knows its site.</summary>
    public void Trust() => _isOurs = true;

    /// <summary>Makes the store this site's, and nobody else's.</summary>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var site = await identity.ReadAsync(cancellationToken);
        await store.MarkAsync(new(site), cancellationToken);
        foreach (var other in (await store.MarksAsync(cancellationToken)).Where(mark => mark.Site != site))
            await store.UnmarkAsync(other.Site, cancellationToken);

        Accept(site);
    }

    private string Name => $"{char.ToUpperInvariant($"{store}"[0])}{$"{store}"[1..]}";

    // That the last photos are there tells it, and not that all are: some may be lost, or on their way to another store.
    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var known in scope.ServiceProvider.GetServices<IKnownBlobs>())
        {
            var keys = await known.LastAsync(Samples, cancellationToken);
            if (keys.Count == 0 && await store.ListAsync(known.Prefix, cancellationToken).AnyAsync(cancellationToken))
                throw Refuse($"{Name} holds photos, and the database knows of none. Is DATABASE_URL that of this site? Otherwise give it an empty place, or say that this is the right one: pixeli storage claim.");
            var there = (await Task.WhenAll(keys.Select(key => IsThereAsync(key, cancellationToken)))).Count(isThere => isThere);
            if (there * 2 < keys.Count)
                throw Refuse($"{Name} holds {there} of the {keys.Count} photos that came last. Is its disk mounted, and is it the right place? Nothing is kept there, shown or removed until it is; otherwise say that it is: pixeli storage claim.");
        }
    }

    private async Task<bool> IsThereAsync(string key, CancellationToken cancellationToken)
    {
        await using var blob = await store.OpenAsync(key, cancellationToken);
        return blob is not null;
    }

    // A disk that is full or read-only must not keep a site of an earlier version from showing its photos: the mark waits for a better time.
    private async Task<bool> TryMarkAsync(Guid site, CancellationToken cancellationToken)
    {
        try
        {
            await store.MarkAsync(new(site), cancellationToken);
            LogMarked(Name);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotMarked(Name, failure.Message);
            return false;
        }
    }

    private void Accept(Guid site)
    {
        store.RelyOn(site);
        (_refused, _isOurs) = (null, true);
    }

    private StorageUnavailableException Refuse(string reason)
    {
        _isOurs = false;
        _refused = new(reason, clock.GetUtcNow());
        return new(reason, isRefusal: true, null);
    }

    private sealed record Refused(string Reason, DateTimeOffset At);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Store} is marked as the place of this site's photos")]
    private partial void LogMarked(string store);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Store} could not be marked as the place of this site's photos: {Reason}")]
    private partial void LogNotMarked(string store, string reason);
}
