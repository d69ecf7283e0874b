using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Events;
using Pixeli.Tagging;
using Pixeli.Tagging.Words;
using Pixeli.Vision.Packs;

namespace Pixeli.Tests.Vision;

/// <summary>Search with real models, written by hand, of which an image encoder sees colours and a text encoder knows three of them.</summary>
public sealed class WordsFindPictures : IAsyncLifetime
{
    private PixeliApp _app = null!;
    private Person _ann = null!;
    private Guid _event;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(null, "Pixeli:Vision:Quiet=00:00:00");
        await ColourPack.InstallAsync(_app);
        _ann = await _app.PersonAsync();
        _event = await _ann.CreateEventAsync();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task An_uploaded_photo_is_found_by_what_it_shows()
    {
        var photo = (await _ann.UploadCompletedAsync(_event))["id"].Guid;
        await Wait.UntilAsync("the photo was looked at", () => _app.WithDbAsync(db => db.ImageVectors.AnyAsync(vector => vector.PhotoId == photo)));

        Assert.Equal([photo], await FindAsync(_ann, "q=sky"));
    }

    [Fact]
    public async Task Photos_that_have_the_word_come_first_and_then_the_most_alike()
    {
        var (rusty, red, green) = (await AddAsync(8, 6, 0), await AddAsync(9, 1, 1), await AddAsync(0, 9, 0));
        var named = await AddAsync(0, 0, 9);
        (await _ann.PatchAsync($"/photos/{named}/", new { user_tags = new[] { "red" } })).Expect(200);
        var both = await AddAsync(9, 0, 0);
        (await _ann.PatchAsync($"/photos/{both}/", new { user_tags = new[] { "dark red" } })).Expect(200);

        var found = (await _ann.GetAsync("/photos/search/?q=Red")).Expect(200);

        Assert.Equal(["count", "alike", "results"], found.Json.Fields());
        Assert.Equal((4, 2), (found["count"].Number, found["alike"].Number));
        Assert.Equal([both, named, red, rusty], Ids(found));
        Assert.Equal([green], await FindAsync(_ann, "q=moss&limit=1"));
    }

    [Fact]
    public async Task Pages_follow_each_other_through_words_and_likeness_and_ties()
    {
        for (var index = 0; index < 3; index++)
            (await _ann.PatchAsync($"/photos/{await AddAsync(0, 9, 0)}/", new { user_tags = new[] { "red" } })).Expect(200);
        for (var index = 0; index < 4; index++)
            await AddAsync(9, index / 2, 0); // two each are equally alike
        var whole = await FindAsync(_ann, "q=red");

        foreach (var limit in (int[])[1, 2, 3, 4])
        {
            var pages = new List<Guid>();
            for (var next = $"/photos/search/?q=red&limit={limit}"; next is not null;)
            {
                var page = (await _ann.GetAsync(next)).Expect(200);
                Assert.Equal((7, 4), (page["count"].Number, page["alike"].Number));
                pages.AddRange(Ids(page));
                next = page.Next;
            }

            Assert.Equal(whole, pages);
        }

        Assert.Equal(7, whole.Distinct().Count());
        Assert.Empty(await FindAsync(_ann, "q=nothing%20known"));
    }

    [Fact]
    public async Task Nobody_finds_what_they_may_not_read_or_did_not_ask_for()
    {
        var (open, secret) = (await AddAsync(9, 1, 0), await AddAsync(9, 0, 0, Permission.Private));
        var (stranger, administrator) = (await _app.PersonAsync(), await _app.PersonAsync(Pixeli.Accounts.Role.Administrator));

        Assert.Equal([open], await FindAsync(stranger, "q=red"));
        Assert.Equal([secret, open], await FindAsync(_ann, "q=red"));
        Assert.Equal([secret, open], await FindAsync(administrator, "q=red"));
        Assert.Equal([secret], await FindAsync(_ann, "q=red&read_perm=PRV"));
        Assert.Empty(await FindAsync(_ann, $"q=red&event={Guid.CreateVersion7()}"));
    }

    [Fact]
    public async Task What_changes_and_goes_is_followed_in_every_process()
    {
        await using var beside = await _app.StartBesideAsync();
        beside.Services.GetRequiredService<IVisionEngine>().LookAnew();
        var there = beside.Holder(_ann.Access!);
        var (first, second) = (await AddAsync(9, 0, 0), await AddAsync(9, 1, 0));
        Assert.Equal([first, second], await FindAsync(_ann, "q=red"));
        Assert.Equal([first, second], await FindAsync(there, "q=red"));

        await _app.WithDbAsync(db => db.ImageVectors.Where(image => image.PhotoId == first)
            .ExecuteUpdateAsync(set => set.SetProperty(image => image.Vector, Vectors.ToBytes([9, 9, 0]))));
        Assert.Equal([second, first], await FindAsync(there, "q=red"));

        (await there.DeleteAsync($"/photos/{second}/")).Expect(204);
        Assert.Equal([first], await FindAsync(_ann, "q=red"));
        Assert.Equal([first], await FindAsync(there, "q=red"));
        Assert.Equal((1, 1), (await HeldByAsync(_app), await HeldByAsync(beside)));

        (await _ann.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(204);
        await _app.RemovedAsync(_event);
        Assert.Equal((0, 0), (await HeldByAsync(_app), await HeldByAsync(beside)));
    }

    /// <summary>A transaction that began before another and ends after it has the smaller number there: it must not be missed.</summary>
    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_change_that_commits_late_is_not_missed()
    {
        var (late, early) = ((await _app.AddRowsAsync(_event, _ann, 1))[0], Guid.Empty);
        await _app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.ImageVectors.Add(Vector(late, 9, 0, 0));
            await db.SaveChangesAsync();
            early = await AddAsync(9, 1, 0);
            Assert.Equal([early], await FindAsync(_ann, "q=red"));
            await transaction.CommitAsync();
            return 0;
        });

        Assert.Equal([late, early], await FindAsync(_ann, "q=red"));
    }

    [Fact]
    public async Task Without_the_pack_search_is_as_it_was()
    {
        await AddAsync(9, 0, 0);
        _app.Services.GetRequiredService<PackStore>().Remove(ColourPack.Name);
        _app.Services.GetRequiredService<IVisionEngine>().LookAnew();

        var found = (await _ann.GetAsync("/photos/search/?q=red")).Expect(200);

        Assert.Equal(["count", "results"], found.Json.Fields());
        Assert.Equal(0, found["count"].Number);
    }

    [Fact]
    public async Task The_page_shows_that_it_is_a_ranking()
    {
        await AddAsync(9, 0, 0);
        var cookie = await _app.CookieAsync(_ann);

        var page = (await _app.Anyone.SendAsync(HttpMethod.Get, "/search?q=red", null, ("Cookie", cookie))).Expect(200);

        Assert.Contains("1 photo; 1, at the end, does not have the words", page.Body, StringComparison.Ordinal);
    }

    private async Task<Guid> AddAsync(float red, float green, float blue, Permission readPerm = Permission.Public)
    {
        var photo = (await _app.AddRowsAsync(_event, _ann, 1, readPerm: readPerm))[0];
        await _app.WithDbAsync(db =>
        {
            db.ImageVectors.Add(Vector(photo, red, green, blue));
            return db.SaveChangesAsync();
        });
        return photo;
    }

    private static ImageVector Vector(Guid photo, float red, float green, float blue) =>
        new() { PhotoId = photo, Pack = ColourPack.Name, Vector = Vectors.ToBytes([red, green, blue]) };

    private static async Task<int> HeldByAsync(PixeliApp app) =>
        (await app.WithDbAsync(db => app.Services.GetRequiredService<PictureVectors>().OfAsync(db, ColourPack.Name, 3, CancellationToken.None))).Count;

    private static async Task<List<Guid>> FindAsync(Person person, string query) => Ids((await person.GetAsync($"/photos/search/?{query}")).Expect(200));

    private static List<Guid> Ids(Answer found) => [.. found["results"]!.AsArray().Select(item => item!["id"].Guid)];
}
