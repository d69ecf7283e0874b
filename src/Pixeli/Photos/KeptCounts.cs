using System.Collections.Concurrent;
using Pixeli.Accounts;
using Pixeli.Data;

namespace Pixeli.Photos;

/// <summary>
/// How many photos of a search somebody may read: counted once while nothing is committed to the database, so that its pages do not each
/// count all of it. Never stale, see <see cref="DatabaseVersion"/>.
/// </summary>
public sealed class KeptCounts
{
    private const int Most = 4096;
    private readonly DatabaseVersion _version;
    private volatile Kept _kept = new("", []);

    internal KeptCounts(DatabaseVersion version) => _version = version;

    public Task<int> OfAsync(PixeliDb db, PhotosOfTag photos, Caller caller, CancellationToken cancellationToken) =>
        OnceAsync(db, photos, caller, () => CountAsync(db, photos, caller, cancellationToken), cancellationToken);

    /// <summary>Counts, unless the same was counted for the caller since the last commit.</summary>
    /// <param name="db">The database.</param>
    /// <param name="searched">What is counted: equal to what is the same.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="count">Counts it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> OnceAsync(PixeliDb db, object searched, Caller caller, Func<Task<int>> count, CancellationToken cancellationToken)
    {
        // Before anything is read: what is committed while it is counted makes the count old already.
        var now = await _version.ReadAsync(db, cancellationToken);
        var kept = _kept;
        if (kept.Version != now)
            _kept = kept = new(now, []);
        var question = new Question(searched, caller.Id, caller.IsAdministrator, caller.IsMember);
        if (kept.Counts.TryGetValue(question, out var counted))
            return counted;
        counted = await count();
        if (kept.Counts.Count < Most)
            kept.Counts.TryAdd(question, counted);
        return counted;
    }

    private static async Task<int> CountAsync(PixeliDb db, PhotosOfTag photos, Caller caller, CancellationToken cancellationToken) => photos.IsCounted
        ? await PhotoCountStatements.OfTagByKind(
            db, photos.Tag, caller.Id, caller.IsAdministrator, caller.IsMember, photos.EventId, photos.ReadPerm, cancellationToken)
            + await PhotoCountStatements.LeftOutAsync(db, photos.Tag, photos.EventId, photos.ReadPerm, caller, cancellationToken)
        : await TagStatements.Count(
            db, photos.Tag, caller.Id, caller.IsAdministrator, caller.IsMember,
            photos.EventId, photos.ReadPerm, photos.First, photos.Last, cancellationToken);

    private sealed record Kept(string Version, ConcurrentDictionary<Question, int> Counts);

    private sealed record Question(object Searched, Guid Person, bool IsAdministrator, bool IsMember);
}
