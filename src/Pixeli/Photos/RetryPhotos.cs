using Microsoft.EntityFrameworkCore;

namespace Pixeli.Photos;

public static class RetryPhotos
{
    /// <summary>Has those of some photos that failed processed again, with all their attempts. Call inside a write transaction.</summary>
    /// <returns>How many they are.</returns>
    public static Task<int> RetryFailedAsync(this IQueryable<Photo> photos, DateTime now, CancellationToken cancellationToken) =>
        photos.Where(photo => photo.Status == PhotoStatus.Failed).ProcessAgainAsync(now, cancellationToken);

    /// <summary>Has photos processed again from the beginning. Call inside a write transaction, for photos that nobody works on.</summary>
    internal static Task<int> ProcessAgainAsync(this IQueryable<Photo> photos, DateTime now, CancellationToken cancellationToken) =>
        photos.ExecuteUpdateAsync(
            set => set.SetProperty(photo => photo.Status, PhotoStatus.Pending)
                .SetProperty(photo => photo.Attempts, 0)
                .SetProperty(photo => photo.Interruptions, 0)
                .SetProperty(photo => photo.ProcessingErrors, (string?)null)
                .SetProperty(photo => photo.MediaVersion, photo => photo.MediaVersion + 1)
                .SetProperty(photo => photo.ClaimedUntil, now),
            cancellationToken);
}
