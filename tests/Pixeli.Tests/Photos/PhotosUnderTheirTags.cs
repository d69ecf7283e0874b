using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Photos;
using Pixeli.Tagging;
using Pixeli.Tagging.Queue;
using Pixeli.Tests.Vision;

namespace Pixeli.Tests.Photos;

/// <summary>Search by a tag reads a table that triggers keep: whatever happens to photos and tags, it says what those say.</summary>
public sealed class PhotosUnderTheirTags(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task What_changes_of_photos_and_tags_is_followed()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photos = await app.AddRowsAsync(eventId, person, 6);
        foreach (var photo in photos)
            (await person.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { "Sea", "both" } })).Expect(200);
        await SeeAsync(photos.Select(photo => (photo, "both")).Concat(photos.Select(photo => (photo, "boat"))));
        await CheckAsync(rows: 18);

        (await person.PatchAsync($"/photos/{photos[0]}/", new { user_tags = new[] { "sea", "sun" } })).Expect(200); // still both, as the machine says
        (await person.PatchAsync($"/photos/{photos[1]}/", new { auto_tags = Array.Empty<string>() })).Expect(200); // still both, as somebody said
        (await person.PatchAsync($"/photos/{photos[2]}/", new { auto_tags = Array.Empty<string>(), user_tags = Array.Empty<string>() })).Expect(200);
        await CheckAsync(rows: 18 + 1 - 1 - 3);

        (await person.PatchAsync($"/photos/{photos[2]}/", new { auto_tags = new[] { "both", "boat" } })).Expect(200);
        (await person.PatchAsync($"/photos/{photos[3]}/", new { timestamp = "2020-01-01T00:00:00Z", read_perm = "PRV", user_tags = new[] { "both", "new" } })).Expect(200);
        (await person.PostAsync("/photos/batch-edit/", new { ids = photos, read_perm = "IMG", add_tags = new[] { "all" } })).Expect(200);
        await CheckAsync(rows: 15 + 2 + 6);

        await app.WithDbAsync(db => db.Photos.Where(photo => photo.Id == photos[4])
            .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Status, PhotoStatus.Failed).SetProperty(photo => photo.Timestamp, new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc))));
        await app.WithDbAsync(db => db.AutoTags.Where(tag => tag.PhotoId == photos[5]).ExecuteDeleteAsync());
        await CheckAsync(rows: 22);

        (await person.DeleteAsync($"/photos/{photos[0]}/")).Expect(204);
        await CheckAsync(rows: 22 - 5);
        (await person.DeleteAsync($"/events/{eventId}/?delete_photos=true")).Expect(204);
        await app.RemovedAsync(eventId);
        await CheckAsync(rows: 0);

        async Task CheckAsync(int rows)
        {
            Assert.Equal(rows, await app.WithDbAsync(db => db.PhotosByTag.CountAsync(row => row.EventId == eventId)));
            await AssertSameAsync();
        }
    }

    [Fact]
    public async Task Everybody_finds_by_one_tag_what_they_find_by_several_and_is_told_how_many()
    {
        var coordinator = await app.PersonAsync();
        var (photographer, tagged) = (await app.PersonAsync(), await app.PersonAsync());
        Person[] everybody = [coordinator, photographer, tagged, await app.PersonAsync(), await app.PersonAsync(Role.Member), await app.PersonAsync(Role.Administrator)];
        var (events, photos) = (new List<Guid>(), new List<Guid>());
        foreach (var eventPerm in Enum.GetValues<Permission>())
        {
            var eventId = await coordinator.CreateEventAsync();
            events.Add(eventId);
            foreach (var readPerm in Enum.GetValues<Permission>())
            {
                photos.AddRange(await app.AddRowsAsync(eventId, photographer, 3, readPerm: readPerm));
                photos.AddRange(await app.AddRowsAsync(eventId, tagged, 1, readPerm: readPerm));
            }

            await app.WithDbAsync(db => db.Events.Where(item => item.Id == eventId).ExecuteUpdateAsync(set => set.SetProperty(item => item.ReadPerm, eventPerm)));
        }

        await SeeAsync(photos.Select(photo => (photo, "everywhere")));
        foreach (var photo in photos.Where((_, index) => index % 4 == 0))
            (await everybody[^1].PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { tagged.Username } })).Expect(200);
        var failed = photos.Where((_, index) => index % 4 is 0 or 1).Take(10).ToList();
        await app.WithDbAsync(db => db.Photos.Where(photo => failed.Contains(photo.Id)).ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Status, PhotoStatus.Failed)));

        var found = new HashSet<int>();
        foreach (var person in everybody)
        {
            foreach (var more in (string[])["", $"&event={events[0]}", $"&photographer_id={photographer.Id}", "&mine=1", "&read_perm=IMG", "&date_from=2026-05-12", "&date_to=2026-05-11"])
            {
                var one = await FindAsync(person, $"/photos/search/?tags=everywhere{more}");
                Assert.Equal(await FindAsync(person, $"/photos/search/?tags=everywhere,nowhere{more}"), one);
                Assert.Equal(one, await FindAsync(person, $"/photos/search/?tags=everywhere{more}&limit=4"));
                await FindAsync(person, $"/photos/search/?q={more}"); // as many as it says
                found.Add(one.Count);
            }
        }

        Assert.True(found.Count > 6, "Everybody finds the same: the test compares little.");
    }

    /// <summary>Somebody adds or removes a tag while somebody else changes its photo: whichever commits first, the table says what came of both.</summary>
    [PostgresTheory, Trait("Needs", "postgresql")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_at_the_same_moment_are_all_followed(bool tagsFirst)
    {
        var person = await app.PersonAsync();
        var photo = (await app.AddRowsAsync(await person.CreateEventAsync(), person, 1))[0];
        (await person.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { "before" } })).Expect(200);

        await app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await (tagsFirst ? TagAsync(db) : HideAsync(db));
            var waiting = app.WithDbAsync(other => tagsFirst ? HideAsync(other) : TagAsync(other));
            await app.LockedAsync();
            await transaction.CommitAsync();
            return await waiting;
        });

        await AssertSameAsync();
        Assert.Equal([("after", Permission.Private)], (await app.WithDbAsync(db => db.PhotosByTag.Where(row => row.PhotoId == photo).ToListAsync())).ConvertAll(row => (row.Tag, row.ReadPerm)));

        Task<int> HideAsync(PixeliDb db) => db.Photos.Where(row => row.Id == photo).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.ReadPerm, Permission.Private).SetProperty(row => row.Timestamp, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

        Task<int> TagAsync(PixeliDb db) => db.Database.ExecuteSqlAsync($"""
            DELETE FROM photo_tags WHERE photo_id = {photo};
            INSERT INTO auto_tags (photo_id, tag, score, pack, removed) VALUES ({photo}, 'after', 0.5, 'base', false)
            """);
    }

    /// <summary>The machine is about to write the very tag that somebody takes away: it waits, and the tag stays away.</summary>
    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task The_machine_waits_for_who_takes_its_tag_away()
    {
        var person = await app.PersonAsync();
        var photo = (await app.AddRowsAsync(await person.CreateEventAsync(), person, 1))[0];
        await SeeAsync([(photo, "dog")]);
        await app.WithDbAsync(db =>
        {
            db.Add(new PhotoVision { PhotoId = photo, Status = VisionStatus.Claimed, ClaimedBy = app.Services.GetRequiredService<Hosting.Instance>().Id, ClaimedUntil = app.Clock.UtcNow.AddHours(1) });
            return db.SaveChangesAsync();
        });
        var abilities = new VisionAbilities("things", Things: new("base", 0.5));
        var choices = new VisionChoices([], VisionThresholds.OfTheAuthors, false);
        var moment = new VisionMoment(abilities, choices, VisionStamp.Of(abilities, choices));

        await app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.TakeTurnAsync(photo, CancellationToken.None);
            var waiting = app.WithAsync<PhotoTagger, bool>(tagger => tagger.KeepAsync(photo, new([PaintedEyes.Thing("dog", 0.9)], [], null), moment, CancellationToken.None));
            await app.LockedAsync();
            await db.KeepAutoTagsAsync(photo, [], CancellationToken.None);
            await transaction.CommitAsync();
            return await waiting;
        });

        Assert.True((await app.WithDbAsync(db => db.AutoTags.SingleAsync(tag => tag.PhotoId == photo))).Removed);
        Assert.Equal(VisionStatus.Done, (await app.WithDbAsync(db => db.PhotoVisions.SingleAsync(row => row.PhotoId == photo))).Status);
        await AssertSameAsync();
    }

    /// <summary>Two photos get the same words in different orders, one before the other has committed: neither waits, and both are counted.</summary>
    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Nobody_waits_for_who_counts_the_same_words()
    {
        var person = await app.PersonAsync();
        var photos = await app.AddRowsAsync(await person.CreateEventAsync(), person, 2);

        await app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await TagAsync(db, photos[0], "one", "two");
            await app.WithDbAsync(other => TagAsync(other, photos[1], "two", "one")); // would wait until its command's time is over
            await AddPartsAsync(); // leaves what is not committed
            await transaction.CommitAsync();
            return 0;
        });
        await AssertSameAsync();
        await AddPartsAsync();
        await AssertSameAsync();
        Assert.All(await app.WithDbAsync(db => db.Set<TagPhotoCount>().ToListAsync()), count => Assert.Equal((0, true), (count.Part, count.Count > 0)));
        await app.WithDbAsync(db => db.Photos.Where(photo => photos.Contains(photo.Id)).ExecuteDeleteAsync());
        await AddPartsAsync();
        Assert.False(await app.WithDbAsync(db => db.Set<TagPhotoCount>().AnyAsync(count => count.Tag == "one" || count.Tag == "two")));

        async Task<int> AddPartsAsync()
        {
            await app.Services.GetServices<IHostedService>().OfType<TagCountParts>().Single().AddAsync(CancellationToken.None);
            return 0;
        }

        static async Task<int> TagAsync(PixeliDb db, Guid photo, params string[] words)
        {
            foreach (var word in words)
                await db.Database.ExecuteSqlAsync($"INSERT INTO photo_tags (photo_id, normalized, tag) VALUES ({photo}, {word}, {word})");
            return 0;
        }
    }

    private static async Task<List<Guid>> FindAsync(Person person, string path)
    {
        var found = new List<Guid>();
        for (var next = path; next is not null;)
        {
            var page = (await person.GetAsync(next)).Expect(200);
            found.AddRange(page["results"]!.AsArray().Select(item => item!["id"].Guid));
            next = page.Next;
            if (next is null)
                Assert.Equal(found.Count, page["count"].Number);
        }

        return found;
    }

    private Task SeeAsync(IEnumerable<(Guid Photo, string Tag)> seen) => app.WithDbAsync(db =>
    {
        db.AutoTags.AddRange(seen.Select(pair => new AutoTag { PhotoId = pair.Photo, Tag = pair.Tag, Score = 0.9, Pack = "base" }));
        return db.SaveChangesAsync();
    });

    private Task<int> AssertSameAsync() => app.WithDbAsync(async db =>
    {
        var words = db.PhotoTags.Select(tag => new { tag.PhotoId, Word = tag.Normalized })
            .Union(db.AutoTags.Where(tag => !tag.Removed).Select(tag => new { tag.PhotoId, Word = tag.Tag }));
        var expected = await words.Join(db.Photos, word => word.PhotoId, photo => photo.Id, (word, photo) => new
        {
            Tag = word.Word,
            photo.Timestamp,
            PhotoId = photo.Id,
            photo.EventId,
            photo.PhotographerId,
            photo.ReadPerm,
            IsCompleted = photo.Status == PhotoStatus.Completed,
        }).ToListAsync();
        var kept = await db.PhotosByTag.Select(row => new { row.Tag, row.Timestamp, row.PhotoId, row.EventId, row.PhotographerId, row.ReadPerm, row.IsCompleted }).ToListAsync();
        var counts = await db.Set<TagPhotoCount>().ToListAsync();
        Assert.Equal(
            kept.CountBy(row => (row.Tag, row.EventId, row.IsCompleted, row.ReadPerm)).ToDictionary(),
            counts.GroupBy(row => (row.Tag, row.EventId, row.IsCompleted, row.ReadPerm), row => row.Count).Select(parts => KeyValuePair.Create(parts.Key, parts.Sum())).Where(sum => sum.Value != 0).ToDictionary());
        Assert.Equal(expected.OrderBy(row => row.Tag, StringComparer.Ordinal).ThenBy(row => row.PhotoId), kept.OrderBy(row => row.Tag, StringComparer.Ordinal).ThenBy(row => row.PhotoId));
        return kept.Count;
    });
}
