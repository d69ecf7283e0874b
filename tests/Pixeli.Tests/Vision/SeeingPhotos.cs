using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.FindMe;
using Pixeli.Tagging;
using Pixeli.Vision;
using SeenFace = Pixeli.Tagging.SeenFace;

namespace Pixeli.Tests.Vision;

/// <summary>The whole way of a photo past the machine, with an engine that sees what the test says.</summary>
public sealed class SeeingPhotos : IAsyncLifetime
{
    private readonly PaintedEyes _eyes = new();
    private PixeliApp _app = null!;

    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync(
        services => services.AddSingleton<IVisionEngine>(_eyes), "Pixeli:Vision:Quiet=00:00:00", "Pixeli:Vision:RetryPause=00:00:00");

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_completed_photo_gets_tags_over_their_thresholds_best_first()
    {
        _eyes.Sight = () => new([PaintedEyes.Thing("dog", 0.6), PaintedEyes.Thing("cake", 0.9), PaintedEyes.Thing("boat", 0.4)], [PaintedEyes.Face(0)], null);
        var (person, photo) = await UploadAsync();

        await SeenAsync(photo);

        Assert.Equal(["cake", "single person", "dog"], await TagsAsync(person, photo));
    }

    [Fact]
    public async Task What_somebody_took_away_does_not_come_back_when_the_photo_is_looked_at_again()
    {
        _eyes.Sight = () => new([PaintedEyes.Thing("dog", 0.6), PaintedEyes.Thing("cake", 0.9)], [], null);
        var (person, photo) = await UploadAsync();
        await SeenAsync(photo);
        (await person.PatchAsync($"/photos/{photo}/", new { auto_tags = new[] { "cake" } })).Expect(200);

        _eyes.Abilities = _eyes.Abilities with { Stamp = "second" };
        _eyes.Sight = () => new([PaintedEyes.Thing("dog", 0.9), PaintedEyes.Thing("cake", 0.9), PaintedEyes.Thing("boat", 0.8)], [], null);
        await BackfillAsync();
        await Wait.UntilAsync("the photo was looked at again", async () => (await TagsAsync(person, photo)).Contains("boat"));

        Assert.Equal(["cake", "boat"], await TagsAsync(person, photo));
    }

    [Fact]
    public async Task A_changed_threshold_chooses_anew_without_looking()
    {
        _eyes.Sight = () => new([PaintedEyes.Thing("dog", 0.6)], [], null);
        var (person, photo) = await UploadAsync();
        await SeenAsync(photo);
        var looks = _eyes.Looks;

        await _app.WithAsync(async (VisionSettings settings) =>
        {
            await settings.ChooseThresholdsAsync(new(null, 0.7, null), CancellationToken.None);
            return 0;
        });
        await BackfillAsync();
        await Wait.UntilAsync("the tag is gone", async () => (await TagsAsync(person, photo)).Count == 0);

        Assert.Equal(looks, _eyes.Looks);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_photo_alone()
    {
        _eyes.Sight = () => throw new VisionException(VisionFailure.RunFailed, "It stopped.");
        var (person, photo) = await UploadAsync();

        await Wait.UntilAsync("vision gave up", async () => (await StateAsync(photo)).Status == VisionStatus.Failed);

        Assert.Equal("It stopped.", (await StateAsync(photo)).Reason);
        Assert.Equal("CO", (await person.GetAsync($"/photos/{photo}/")).Expect(200)["status"].Text);
    }

    [Fact]
    public async Task Without_a_pack_nothing_is_looked_at_and_nothing_waits()
    {
        _eyes.Abilities = VisionAbilities.None;
        var (person, photo) = await UploadAsync();

        await SeenAsync(photo);

        Assert.Equal(("", 0), ((await StateAsync(photo)).Stamp, _eyes.Looks));
        Assert.Empty(await TagsAsync(person, photo));
    }

    [Fact]
    public async Task A_deleted_photo_takes_its_faces_along()
    {
        _eyes.Sight = () => new([], [PaintedEyes.Face(0)], null);
        var (person, photo) = await UploadAsync();
        await SeenAsync(photo);
        Assert.Equal(1, await _app.WithDbAsync(db => db.Faces.CountAsync()));

        (await person.DeleteAsync($"/photos/{photo}/")).Expect(204);

        Assert.Equal(0, await _app.WithDbAsync(db => db.Faces.CountAsync()));
    }

    [Fact]
    public async Task Who_asks_is_found_in_photos_they_may_see_and_nowhere_once_they_withdraw()
    {
        _eyes.Sight = () => new([], [PaintedEyes.Face(0)], null);
        var (photographer, photo) = await UploadAsync();
        var secret = (await photographer.UploadCompletedAsync(await photographer.CreateEventAsync(readPerm: "PRV", writePerm: "PRV")))["id"].Guid;
        await SeenAsync(photo);
        await SeenAsync(secret);
        var me = await _app.PersonAsync();
        Assert.Empty((await photographer.GetAsync($"/photos/{photo}/suggestions/")).Expect(200).List);

        await AskAsync(me, PaintedEyes.Face(0.1f));

        Assert.Equal([photo], (await me.GetAsync("/auth/me/find/photos/")).Expect(200).List.Select(match => match!["photo"]!["id"].Guid));
        Assert.Single((await photographer.GetAsync($"/photos/{photo}/suggestions/")).Expect(200).List);
        (await me.PostAsync($"/photos/{secret}/me/", new { })).Expect(404);
        (await me.DeleteAsync("/auth/me/find/")).Expect(204);
        Assert.Empty((await me.GetAsync("/auth/me/find/photos/")).Expect(200).List);
        Assert.Empty((await photographer.GetAsync($"/photos/{photo}/suggestions/")).Expect(200).List);
        Assert.Equal(0, await _app.WithDbAsync(db => db.Selfies.CountAsync()));
    }

    [Fact]
    public async Task Somebody_else_is_not_found_and_not_me_is_remembered()
    {
        _eyes.Sight = () => new([], [PaintedEyes.Face(0)], null);
        var (_, photo) = await UploadAsync();
        await SeenAsync(photo);
        var (other, me) = (await _app.PersonAsync(), await _app.PersonAsync());
        await AskAsync(other, PaintedEyes.Face(1));
        await AskAsync(me, PaintedEyes.Face(0));

        Assert.Empty((await other.GetAsync("/auth/me/find/photos/")).Expect(200).List);
        Assert.Single((await me.GetAsync("/auth/me/find/photos/")).Expect(200).List);
        (await me.PostAsync($"/photos/{photo}/not-me/", new { })).Expect(204);
        Assert.Empty((await me.GetAsync("/auth/me/find/photos/")).Expect(200).List);
    }

    private async Task<(Person Person, Guid Photo)> UploadAsync()
    {
        var person = await _app.PersonAsync();
        return (person, (await person.UploadCompletedAsync(await person.CreateEventAsync()))["id"].Guid);
    }

    private async Task AskAsync(Person person, SeenFace face)
    {
        var sight = _eyes.Sight;
        _eyes.Sight = () => new([], [face], null);
        await person.AskToBeFoundAsync();
        _eyes.Sight = sight;
    }

    private Task SeenAsync(Guid photo) => Wait.UntilAsync("the photo was looked at", async () => (await StateAsync(photo)).Status == VisionStatus.Done);

    private Task<int> BackfillAsync() => _app.WithAsync(async (VisionSettings settings) =>
    {
        await settings.RunBackfillAsync(true, CancellationToken.None);
        return 0;
    });

    private Task<PhotoVision> StateAsync(Guid photo) =>
        _app.WithDbAsync(db => db.PhotoVisions.AsNoTracking().FirstAsync(vision => vision.PhotoId == photo));

    private static async Task<List<string>> TagsAsync(Person person, Guid photo) =>
        [.. (await person.GetAsync($"/photos/{photo}/")).Expect(200)["auto_tags"]!.AsArray().Select(tag => tag.Text)];
}
