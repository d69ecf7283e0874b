using System.Collections.Concurrent;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;

namespace Pixeli.Processing;

/// <summary>
/// What the workers of this process have in hand. After an outage the database may say that this process holds more than that: a photo whose
/// end could not be written, or one that it never heard it got. That is given back before the next is claimed, instead of waiting for
/// its lease to end.
/// </summary>
internal sealed class PhotosInHand : IDisposable
{
    private readonly ConcurrentDictionary<Guid, bool> _photos = new();
    private readonly SemaphoreSlim _claiming = new(1, 1); // what is being claimed is not in hand yet, and must not be given back
    private volatile bool _mayHoldMore;

    /// <summary>Claims the next photo and does something with it; false when none waits.</summary>
    public async Task<bool> UseNextAsync(PhotoQueue queue, Func<Photo, Task> use, CancellationToken closing)
    {
        if (await ClaimAsync(queue, closing) is not { } photo)
            return false;
        var isInDoubt = true;
        try
        {
            await use(photo);
            isInDoubt = false;
        }
        finally
        {
            _photos.TryRemove(photo.Id, out _);
            if (isInDoubt)
                _mayHoldMore = true; // after it: who sees this does not see the photo in hand
        }

        return true;
    }

    public void Dispose() => _claiming.Dispose();

    private async Task<Photo?> ClaimAsync(PhotoQueue queue, CancellationToken cancellationToken)
    {
        await _claiming.WaitAsync(cancellationToken);
        try
        {
            if (_mayHoldMore)
            {
                _mayHoldMore = false; // before it: another worker may lose its own meanwhile
                await queue.ReleaseAllButAsync([.. _photos.Keys], cancellationToken);
            }

            var photo = await queue.ClaimAsync(cancellationToken);
            if (photo is not null)
                _photos.TryAdd(photo.Id, true);
            return photo;
        }
        catch (Exception failure) when (PassingTrouble.Is(failure))
        {
            _mayHoldMore = true;
            throw;
        }
        finally
        {
            _claiming.Release();
        }
    }
}
