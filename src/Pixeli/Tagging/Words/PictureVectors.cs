using Pixeli.Data;
using Pixeli.Tagging.Following;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.Words;

/// <summary>The vectors of all pictures, in memory, as one pack made them.</summary>
public sealed class PictureVectors(TimeProvider clock) : IDisposable
{
    private readonly FollowedVectors _followed = new(new PictureTable(), clock);

    /// <summary>The vectors of one pack as they are now, by photo.</summary>
    public Task<VectorIndex> OfAsync(PixeliDb db, string pack, int dimensions, CancellationToken cancellationToken) =>
        _followed.OfAsync(db, pack, dimensions, cancellationToken);

    /// <summary>There is nothing to compare them with any more.</summary>
    public void Forget() => _followed.Forget();

    public void Dispose() => _followed.Dispose();

    internal Task ForgetChangesAsync(PixeliDb db, CancellationToken cancellationToken) => _followed.ForgetChangesAsync(db, cancellationToken);
}
