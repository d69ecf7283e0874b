using Pixeli.Photos;

namespace Pixeli.Tests.Crashes;

/// <summary>Photos that are through, and what is kept of them.</summary>
internal static class CompletedPhotos
{
    /// <summary>Uploads some and waits until all are completed.</summary>
    public static async Task<List<Guid>> UploadCompletedAsync(this Person person, Guid eventId, int count)
    {
        var photos = new List<Guid>();
        for (var number = 0; number < count; number++)
            photos.Add(await person.UploadAsync(eventId));
        foreach (var photo in photos)
            Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
        return photos;
    }

    /// <summary>Every blob that there is of them, in order.</summary>
    public static IEnumerable<string> Blobs(IEnumerable<Guid> photos) => photos
        .SelectMany(photo => (string[])["original", "preview.jpg", "thumbnail.webp", "watermarked.jpg"], (photo, file) => PhotoBlobs.Prefix(photo) + file)
        .Order(StringComparer.Ordinal);
}
