using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pixeli.Events;
using Pixeli.Tagging;
using Pixeli.Tagging.Following;
using Pixeli.Tagging.People;

namespace Pixeli.Tests.Vision;

/// <summary>Every process holds the faces in memory while people look for themselves. What any of them changes counts in all, at once.</summary>
public sealed class FacesFollowed : IAsyncLifetime
{
    private readonly PaintedEyes _eyes = new() { Sight = () => new([], [PaintedEyes.Face(0)], null) };
    private PixeliApp _app = null!;
    private PixeliApp _beside = null!;
    private Person _photographer = null!;
    private Person _me = null!;
    private Person _meThere = null!;
    private Guid _event;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IVisionEngine>(_eyes));
        _beside = await _app.StartBesideAsync(services => services.AddSingleton<IVisionEngine>(_eyes));
        (_photographer, _me) = (await _app.PersonAsync(), await _app.PersonAsync());
        _meThere = _beside.Holder(_me.Access!);
        _event = await _photographer.CreateEventAsync();
        await _me.AskToBeFoundAsync();
    }

    public async Task DisposeAsync()
    {
        await _beside.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Faces_that_come_change_and_go_are_followed_in_every_process()
    {
        var (like, likest) = (await AddAsync(0.3f), await AddAsync(0.1f));
        await AddAsync(1);
        await BothFindAsync(likest, like);

        var late = await AddAsync(0.2f);
        await BothFindAsync(likest, late, like);

        var nearer = Vectors.ToBytes(PaintedEyes.Face(0).Vector);
        await _app.WithDbAsync(db => db.Faces.Where(face => face.PhotoId == like).ExecuteUpdateAsync(set => set.SetProperty(face => face.Vector, nearer)));
        await BothFindAsync(like, likest, late);

        (await _photographer.DeleteAsync($"/photos/{like}/")).Expect(204);
        await BothFindAsync(likest, late);
        Assert.Equal((3, 3), (await HeldByAsync(_app), await HeldByAsync(_beside)));

        (await _photographer.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(204);
        await BothFindAsync();
        await _app.RemovedAsync(_event);
        await BothFindAsync();
        Assert.Equal((0, 0), (await HeldByAsync(_app), await HeldByAsync(_beside)));
    }

    [Fact]
    public async Task Whoever_withdraws_finds_nothing_anywhere_and_a_new_selfie_counts_everywhere()
    {
        var (mine, others) = (await AddAsync(0), await AddAsync(1));
        await BothFindAsync(mine);

        (await _meThere.DeleteAsync("/auth/me/find/")).Expect(204);
        await BothFindAsync();

        _eyes.Sight = () => new([], [PaintedEyes.Face(1)], null);
        await _me.AskToBeFoundAsync();
        await BothFindAsync(others);
    }

    [Fact]
    public async Task What_may_no_longer_be_seen_is_no_longer_found()
    {
        var photo = await AddAsync(0);
        await BothFindAsync(photo);

        (await _photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(200);
        await BothFindAsync();
    }

    /// <summary>Hundreds of more alike faces in photos that somebody may not see do not hide the one that they may.</summary>
    [Fact]
    public async Task Photos_that_may_not_be_seen_hide_none()
    {
        var hidden = await _app.AddRowsAsync(_event, _photographer, 600, readPerm: Permission.Private);
        await AddFacesAsync(hidden.Select(photo => (photo, 0.1f)));
        var seen = await AddAsync(0.4f);

        await BothFindAsync(seen);
    }

    [Fact]
    public async Task The_strongest_come_first_however_many_there_are()
    {
        var photos = await _app.AddRowsAsync(_event, _photographer, 1200);
        await AddFacesAsync(photos.Select((photo, index) => (photo, 0.3f + (0.4f * index / photos.Count))));

        Assert.Equal(photos.Take(500), await FindAsync(_me, "/auth/me/find/photos/"));
        Assert.Equal(photos.Take(3), await FindAsync(_meThere, "/auth/me/find/photos/?limit=3"));
    }

    [Fact]
    public async Task They_are_forgotten_when_no_pack_tells_people_apart_any_more()
    {
        var photo = await AddAsync(0);
        await BothFindAsync(photo);
        var (faces, upkeep) = (_app.Services.GetRequiredService<FaceVectors>(), _app.Services.GetServices<IHostedService>().OfType<VectorUpkeep>().Single());
        await upkeep.KeepUpAsync(CancellationToken.None);
        Assert.True(faces.IsHeld);

        var all = _eyes.Abilities;
        _eyes.Abilities = all with { Stamp = "second", People = null };
        await upkeep.KeepUpAsync(CancellationToken.None);
        Assert.False(faces.IsHeld);

        _eyes.Abilities = all;
        await BothFindAsync(photo);
    }

    [Fact]
    public async Task What_changed_is_forgotten_too_where_no_pack_is_any_more()
    {
        await AddAsync(0);
        await AddAsync(0.1f);
        _eyes.Abilities = _eyes.Abilities with { Stamp = "second", People = null };
        var upkeep = _app.Services.GetServices<IHostedService>().OfType<VectorUpkeep>().Single();
        await upkeep.KeepUpAsync(CancellationToken.None);
        Assert.Equal(2, await ChangesAsync());

        _app.Clock.Advance(TimeProvider.System.GetUtcNow() - _app.Clock.GetUtcNow() + FollowedVectors.Remembered + TimeSpan.FromHours(2)); // the database has a clock of its own
        await upkeep.KeepUpAsync(CancellationToken.None);

        Assert.Equal(1, await ChangesAsync()); // SQLite counts on from the newest

        Task<int> ChangesAsync() => _app.WithDbAsync(db => db.FaceChanges.CountAsync());
    }

    private async Task BothFindAsync(params Guid[] photos)
    {
        Assert.Equal(photos, await FindAsync(_me, "/auth/me/find/photos/"));
        Assert.Equal(photos, await FindAsync(_meThere, "/auth/me/find/photos/"));
    }

    private static async Task<IEnumerable<Guid>> FindAsync(Person person, string path) =>
        (await person.GetAsync(path)).Expect(200).List.Select(match => match!["photo"]!["id"].Guid);

    private async Task<Guid> AddAsync(float whose)
    {
        var photo = (await _app.AddRowsAsync(_event, _photographer, 1))[0];
        await AddFacesAsync([(photo, whose)]);
        return photo;
    }

    private Task AddFacesAsync(IEnumerable<(Guid Photo, float Whose)> faces) => _app.WithDbAsync(db =>
    {
        var pack = _eyes.Abilities.People!.Pack;
        db.Faces.AddRange(faces.Select(face => new Face
        {
            PhotoId = face.Photo,
            Score = 0.9,
            IsClear = true,
            Pack = pack,
            Vector = Vectors.ToBytes(PaintedEyes.Face(face.Whose).Vector),
        }));
        return db.SaveChangesAsync();
    });

    private static async Task<int> HeldByAsync(PixeliApp app) =>
        (await app.WithDbAsync(db => app.Services.GetRequiredService<FaceVectors>().OfAsync(db, "people", 2, CancellationToken.None))).Count;
}
