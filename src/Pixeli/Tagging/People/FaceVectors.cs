using Pixeli.Data;
using Pixeli.Tagging.Following;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.People;

/// <summary>
/// The vectors of faces, in memory while people look for themselves, as one pack made them. They say nothing of whose they are, and are
/// compared only with the selfie of somebody who asks.
/// </summary>
public sealed class FaceVectors(TimeProvider clock) : IDisposable
{
    /// <summary>How long they are kept after somebody looked.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly FollowedVectors _followed = new(new FaceTable(), clock);
    private long _askedAt;

    /// <summary>True while there are any in memory.</summary>
    internal bool IsHeld => _followed.IsHeld;

    /// <summary>The vectors of one pack as they are now, by face.</summary>
    public Task<VectorIndex> OfAsync(PixeliDb db, string pack, int dimensions, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _askedAt, clock.GetTimestamp());
        return _followed.OfAsync(db, pack, dimensions, cancellationToken);
    }

    /// <summary>There is no pack any more that tells people apart.</summary>
    public void Forget() => _followed.Forget();

    public void Dispose() => _followed.Dispose();

    /// <summary>Forgets what was deleted also where nobody looks, and everything when nobody has for a while.</summary>
    internal async Task KeepUpAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _askedAt)) >= Kept)
            _followed.Forget();
        await _followed.KeepUpAsync(db, cancellationToken);
    }

    internal Task ForgetChangesAsync(PixeliDb db, CancellationToken cancellationToken) => _followed.ForgetChangesAsync(db, cancellationToken);
}
