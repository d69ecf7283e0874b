using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.FindMe;
using Pixeli.Photos;
using Pixeli.Tagging;

namespace Pixeli.Tests.Vision;

/// <summary>What the machine computed of a photo goes with it, and with its event.</summary>
public sealed class ErasingVectors : IAsyncLifetime
{
    private readonly PaintedEyes _eyes = new() { Sight = () => new([PaintedEyes.Thing("dog", 0.9)], [PaintedEyes.Face(0)], [1, 0]) };
    private PixeliApp _app = null!;
    private Person _photographer = null!;

    public async Task InitializeAsync()
    {
        _eyes.Abilities = _eyes.Abilities with { Labels = new("clip", 0.2) };
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IVisionEngine>(_eyes), "Pixeli:Vision:Quiet=00:00:00");
        _photographer = await _app.PersonAsync();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_deleted_event_takes_everything_along_and_others_keep_theirs()
    {
        var (doomed, kept) = (await _photographer.CreateEventAsync(), await _photographer.CreateEventAsync());
        var (gone, stays) = (await SeenPhotoAsync(doomed), await SeenPhotoAsync(kept));
        foreach (var photo in (Guid[])[gone, stays])
            Assert.Equal(new(1, 1, 1, 1, 1), await KeptOfAsync(photo));

        (await _photographer.DeleteAsync($"/events/{doomed}/?delete_photos=true")).Expect(204);
        await _app.RemovedAsync(doomed);

        Assert.Equal(new(0, 0, 0, 0, 0), await KeptOfAsync(gone));
        Assert.Equal(new(1, 1, 1, 1, 1), await KeptOfAsync(stays));
    }

    [Fact]
    public async Task So_does_a_deleted_photo()
    {
        var photo = await SeenPhotoAsync(await _photographer.CreateEventAsync());

        (await _photographer.DeleteAsync($"/photos/{photo}/")).Expect(204);

        Assert.Equal(new(0, 0, 0, 0, 0), await KeptOfAsync(photo));
    }

    /// <summary>A photo that was looked at, and of which its photographer said that it does not show them.</summary>
    private async Task<Guid> SeenPhotoAsync(Guid eventId)
    {
        var photo = (await _photographer.UploadCompletedAsync(eventId))["id"].Guid;
        await Wait.UntilAsync("the photo was looked at", () => _app.WithDbAsync(db => db.ImageVectors.AnyAsync(vector => vector.PhotoId == photo)));
        var person = _photographer.Id;
        await _app.WithDbAsync(db =>
        {
            db.FaceVerdicts.Add(new() { UserId = person, PhotoId = photo, DecidedAt = new DateTime(2026, 5, 12, 0, 0, 0, DateTimeKind.Utc) });
            return db.SaveChangesAsync();
        });
        return photo;
    }

    private Task<Kept> KeptOfAsync(Guid photo) => _app.WithDbAsync(async db => new Kept(
        await db.Faces.CountAsync(row => row.PhotoId == photo),
        await db.ImageVectors.CountAsync(row => row.PhotoId == photo),
        await db.AutoTags.CountAsync(row => row.PhotoId == photo && row.Tag == "dog"),
        await db.PhotoVisions.CountAsync(row => row.PhotoId == photo),
        await db.FaceVerdicts.CountAsync(row => row.PhotoId == photo)));

    private sealed record Kept(int Faces, int Vectors, int Tags, int Sights, int Verdicts);
}
