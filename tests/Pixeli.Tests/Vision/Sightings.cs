using Microsoft.Extensions.DependencyInjection;
using Pixeli.Tagging;

namespace Pixeli.Tests.Vision;

/// <summary>What the upload tray asks: what the machine made of photos so far.</summary>
public sealed class Sightings : IAsyncLifetime
{
    private readonly PaintedEyes _eyes = new() { Sight = () => new([PaintedEyes.Thing("dog", 0.6), PaintedEyes.Thing("cake", 0.9)], [PaintedEyes.Face(0)], null) };
    private PixeliApp _app = null!;
    private Person _ann = null!;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IVisionEngine>(_eyes), "Pixeli:Vision:Quiet=00:00:00");
        _ann = await _app.PersonAsync();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Tell_tags_and_people_of_photos_once_they_were_looked_at()
    {
        var me = await _app.PersonAsync();
        await me.AskToBeFoundAsync();
        var photo = await SeenAsync();

        var sighting = (await _ann.GetAsync($"/photos/sightings/?ids={photo},{Guid.CreateVersion7()}")).Expect(200).List.Single()!;

        Assert.Equal(["id", "is_seen", "auto_tags", "suggestions"], sighting.Fields());
        Assert.Equal(["cake", "single person", "dog"], sighting["auto_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal([me.Id], sighting["suggestions"]!.AsArray().Select(person => person!["id"].Guid));
        var others = (await me.GetAsync($"/photos/sightings/?ids={photo}")).Expect(200).List.Single()!;
        Assert.Empty(others["suggestions"]!.AsArray()); // who may not edit the photo is not told
    }

    [Fact]
    public async Task Leave_out_what_the_caller_may_not_read_and_refuse_what_is_no_id()
    {
        var photo = await SeenAsync("PRV");
        var stranger = await _app.PersonAsync();

        Assert.Empty((await stranger.GetAsync($"/photos/sightings/?ids={photo}")).Expect(200).List);
        (await _app.Anyone.GetAsync($"/photos/sightings/?ids={photo}")).Expect(401);
        foreach (var ids in (string[])["", "none", string.Join(',', Enumerable.Range(0, 51).Select(_ => Guid.CreateVersion7()))])
            (await _ann.GetAsync($"/photos/sightings/?ids={ids}")).ExpectInvalid("ids");
    }

    [Fact]
    public async Task Cost_the_same_for_one_photo_and_for_many()
    {
        var (one, two, three) = (await SeenAsync(), await SeenAsync(), await SeenAsync());

        var few = await _app.CountStatementsAsync(() => _ann.GetAsync($"/photos/sightings/?ids={one}"));
        var many = await _app.CountStatementsAsync(() => _ann.GetAsync($"/photos/sightings/?ids={one},{two},{three}"));

        Assert.Equal(few, many);
    }

    private async Task<Guid> SeenAsync(string readPerm = "PUB")
    {
        var photo = (await _ann.UploadCompletedAsync(await _ann.CreateEventAsync(readPerm: readPerm)))["id"].Guid;
        await Wait.UntilAsync("the photo was looked at", async () =>
            (await _ann.GetAsync($"/photos/sightings/?ids={photo}")).Expect(200).List.Single()!["is_seen"]!.GetValue<bool>());
        return photo;
    }
}
