using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Imaging;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.BrowserTests;

/// <summary>
/// Fills an event with as many photos as one likes within seconds: rows straight into the database, and a few pictures that all of them
/// share as files.
/// </summary>
internal static class SeededPhotos
{
    private const int BatchSize = 2500;
    private const int PhotosADay = 300;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(29); // in the hours of one morning

    /// <summary>When the first photo was taken, by the clock of the place.</summary>
    public static DateTime Start { get; } = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Adds photos to an event of the site that keeps its data in this folder, running or not, as its coordinator's.</summary>
    /// <returns>Their ids, in order of time.</returns>
    public static async Task<IReadOnlyList<Guid>> AddAsync(string data, Guid eventId, int count, CancellationToken cancellationToken)
    {
        using var host = await CommandHost.CreateAsync(
            (services, configuration) =>
            {
                configuration["PIXELI_DATA"] = data;
                services.AddPixeli(configuration);
            },
            cancellationToken);
        var pictures = Render(data, cancellationToken);
        var blobs = new DataFolder(data).Blobs;
        var ids = new List<Guid>();
        for (var from = 0; from < count; from += BatchSize)
        {
            await using var scope = host.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
            var coordinator = (await db.FindAsync<Event>([eventId], cancellationToken))!.CoordinatorId!.Value;
            var photos = Enumerable.Range(from, Math.Min(BatchSize, count - from)).Select(index => Row(eventId, coordinator, index, pictures[index % pictures.Count])).ToList();
            for (var index = 0; index < photos.Count; index++)
                Link(blobs, photos[index].Id, pictures[(from + index) % pictures.Count]);
            db.AddRange(photos);
            await db.WriteAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
            ids.AddRange(photos.Select(photo => photo.Id));
        }

        return ids;
    }

    private static Photo Row(Guid eventId, Guid photographer, int index, Picture picture)
    {
        var id = Guid.CreateVersion7();
        var day = TimeSpan.FromDays(index / PhotosADay);
        return new()
        {
            Id = id,
            EventId = eventId,
            PhotographerId = photographer,
            Timestamp = Start + day + (index % PhotosADay * Between),
            UtcOffset = 0,
            CreatedAt = Start,
            FileName = $"DSC_{index:00000}.JPG",
            ContentType = "image/jpeg",
            Bytes = 8_000_000,
            Sha256 = id.ToByteArray(),
            Width = picture.Width,
            Height = picture.Height,
            Placeholder = picture.Placeholder,
            Status = PhotoStatus.Completed,
        };
    }

    /// <summary>The pictures' renditions, as files that the photos' own are links to.</summary>
    private static List<Picture> Render(string data, CancellationToken cancellationToken)
    {
        using var photos = new TestPhotos();
        using var renderer = new PhotoRenderer(new());
        var files = TestPhotos.Real() is { Length: > 0 } real ? real : photos.Painted(18, seed: 500);
        return [.. files.Select((file, index) =>
        {
            var rendered = renderer.Render(file, cancellationToken);
            var folder = Directory.CreateDirectory(Path.Combine(data, "pictures", $"{index}")).FullName;
            File.Copy(file, Path.Combine(folder, "original"), overwrite: true);
            foreach (var rendition in rendered.Renditions)
                File.WriteAllBytes(Path.Combine(folder, $"{rendition.Kind}"), rendition.Bytes.ToArray());
            return new Picture(folder, rendered.Width, rendered.Height, rendered.Placeholder);
        })];
    }

    private static void Link(string blobs, Guid photo, Picture picture)
    {
        Directory.CreateDirectory(Path.Combine(blobs, PhotoBlobs.Prefix(photo)));
        File.CreateSymbolicLink(Path.Combine(blobs, PhotoBlobs.Original(photo)), Path.Combine(picture.Folder, "original"));
        foreach (var kind in Enum.GetValues<MediaRendition>())
            File.CreateSymbolicLink(Path.Combine(blobs, PhotoBlobs.Rendition(photo, kind)), Path.Combine(picture.Folder, $"{kind}"));
    }

    private sealed record Picture(string Folder, int Width, int Height, byte[] Placeholder);
}
