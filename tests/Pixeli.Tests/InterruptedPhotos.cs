using Microsoft.EntityFrameworkCore;
using Pixeli.Photos;

namespace Pixeli.Tests;

public sealed class InterruptedPhotos
{
    [Fact]
    public async Task Are_rendered_in_a_process_of_their_own_with_the_same_result()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();

        var (good, damaged) = (await InterruptedAsync(app, person, eventId, TestPhotos.Next()), await InterruptedAsync(app, person, eventId, TestPhotos.Damaged()));
        var (completed, failed) = (await person.WaitUntilProcessedAsync(good), await person.WaitUntilProcessedAsync(damaged));

        Assert.Equal("CO", completed["status"].Text);
        Assert.Equal("Pixel-i", completed["meta"]!["make"].Text);
        Assert.NotNull(completed["placeholder"]);
        (await person.GetAsync(completed["thumbnail_url"].Text)).Expect(200);
        Assert.Equal("FA", failed["status"].Text);
        Assert.Equal("The picture is damaged or incomplete.", failed["processing_errors"].Text);
    }

    // As if a server had died over it: the photo is back in the queue, and the queue knows.
    private static async Task<Guid> InterruptedAsync(PixeliApp app, Person person, Guid eventId, byte[] bytes)
    {
        var id = await person.UploadAsync(eventId, bytes);
        await person.WaitUntilProcessedAsync(id);
        var now = app.Clock.GetUtcNow().UtcDateTime;
        await app.WithDbAsync(db => db.Photos.Where(photo => photo.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(photo => photo.Status, PhotoStatus.Pending)
            .SetProperty(photo => photo.Placeholder, (byte[]?)null)
            .SetProperty(photo => photo.Meta, "{}")
            .SetProperty(photo => photo.ProcessingErrors, (string?)null)
            .SetProperty(photo => photo.Interruptions, 1)
            .SetProperty(photo => photo.ClaimedUntil, now)));
        return id;
    }
}
