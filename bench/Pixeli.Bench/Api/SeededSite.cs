using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Bench.Api;

/// <summary>Fills a site with rows: events, and photos without bytes, which is all that lists read.</summary>
internal static class SeededSite
{
    private const int BatchSize = 5000;
    private static readonly DateTime Start = new(2026, 5, 12, 14, 0, 0, DateTimeKind.Utc);

    /// <summary>Adds one event for each count, with so many photos.</summary>
    /// <returns>The events' ids, in that order.</returns>
    public static async Task<IReadOnlyList<Guid>> FillAsync(string data, string username, IReadOnlyList<int> photos, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("PIXELI_DATA", data);
        using var host = await CommandHost.CreateAsync((services, configuration) => services.AddPixeli(configuration), cancellationToken);
        await host.Services.GetRequiredService<StoreOwner>().LookAsync(cancellationToken); // later, it would be missing the photos' bytes
        var events = new List<Guid>();
        foreach (var count in photos)
            events.Add(await AddEventAsync(host.Services, username, count, cancellationToken));
        return events;
    }

    private static async Task<Guid> AddEventAsync(IServiceProvider services, string username, int photos, CancellationToken cancellationToken)
    {
        Event added;
        Guid photographer;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
            photographer = await db.Users.Where(user => user.UserName == username).Select(user => user.Id).FirstAsync(cancellationToken);
            added = new Event { Title = $"Event of {photos} photos", CoordinatorId = photographer, CreatedAt = Start };
            await db.WriteAsync(
                async () =>
                {
                    db.Events.Add(added);
                    await db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken);
        }

        for (var from = 0; from < photos; from += BatchSize)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
            db.Photos.AddRange(Enumerable.Range(from, Math.Min(BatchSize, photos - from)).Select(index => Photo(added.Id, photographer, index)));
            await db.WriteAsync(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
        }

        return added.Id;
    }

    /// <summary>A completed photo without bytes, with one of so many tags.</summary>
    public static Photo Photo(Guid eventId, Guid photographer, int index, int tags = 100)
    {
        var id = Guid.CreateVersion7();
        var photo = new Photo
        {
            Id = id,
            EventId = eventId,
            PhotographerId = photographer,
            Timestamp = Start.AddSeconds(index),
            CreatedAt = Start,
            FileName = "DSC_0001.JPG",
            ContentType = "image/jpeg",
            Bytes = 8_000_000,
            Sha256 = id.ToByteArray(),
            Width = 6000,
            Height = 4000,
            Placeholder = id.ToByteArray(),
            Meta = """{"camera_make": "Nikon", "camera_model": "Z 6", "iso": 800, "aperture": 2.8, "exposure": "1/200", "focal_length": 50}""",
            Status = PhotoStatus.Completed,
        };
        photo.Tags.Add(new() { PhotoId = id, Tag = $"tag {index % tags}", Normalized = $"tag {index % tags}" });
        return photo;
    }
}
