using Pixeli.Accounts;
using Pixeli.Events;

namespace Pixeli.Tests;

public sealed class EventLists(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Readable_events_come_newest_first_with_the_fields_of_the_contract()
    {
        var (coordinator, reader, member) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync(Role.Member));
        var ids = new Dictionary<string, Guid>();
        foreach (var permission in (string[])["PUB", "IMG", "PRV"])
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            ids[permission] = await coordinator.CreateEventAsync(permission, permission);
        }

        Assert.Equal([ids["PRV"], ids["IMG"], ids["PUB"]], await TopAsync(coordinator, 3));
        Assert.Equal([ids["IMG"], ids["PUB"]], await TopAsync(member, 2));
        Assert.Equal([ids["PUB"]], await TopAsync(reader, 1));
        var item = (await reader.GetAsync("/events/")).List[0]!;
        string[] contract = ["id", "title", "read_perm", "write_perm", "can_write", "coordinator", "images_count", "cover_photo", "created_at"];
        item.AssertHasFields(contract);
    }

    [Fact]
    public async Task Counts_and_covers_are_of_what_the_reader_may_see()
    {
        var (coordinator, reader, member) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync(Role.Member));
        var id = await coordinator.CreateEventAsync();
        var open = (await app.AddRowsAsync(id, coordinator, 2, index => app.Clock.GetUtcNow().UtcDateTime.AddMinutes(index)))[1];
        var members = (await app.AddRowsAsync(id, coordinator, 1, _ => app.Clock.GetUtcNow().UtcDateTime.AddHours(1), Permission.Members))[0];
        var secret = (await app.AddRowsAsync(id, coordinator, 1, _ => app.Clock.GetUtcNow().UtcDateTime.AddHours(2), Permission.Private))[0];

        foreach (var (person, count, cover) in ((Person, int, Guid)[])[(reader, 2, open), (member, 3, members), (coordinator, 4, secret)])
        {
            var seen = (await person.GetAsync($"/events/{id}/")).Expect(200);
            Assert.Equal(count, seen["images_count"].Number);
            Assert.Equal(cover, seen["cover_photo"]!["id"].Guid);
            Assert.Equal(3, seen["cover_photo"]!["width"].Number);
            Assert.Equal(2, seen["cover_photo"]!["height"].Number);
            Assert.StartsWith("http", seen["cover_photo"]!["thumbnail_url"].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_chosen_cover_that_the_reader_may_not_see_is_not_shown_to_them()
    {
        var (coordinator, reader) = (await app.PersonAsync(), await app.PersonAsync());
        var id = await coordinator.CreateEventAsync();
        var secret = (await app.AddRowsAsync(id, coordinator, 1, readPerm: Permission.Private))[0];
        (await coordinator.PatchAsync($"/events/{id}/", new { cover_photo_id = secret })).Expect(200);

        Assert.Null((await reader.GetAsync($"/events/{id}/")).Expect(200)["cover_photo"]);
    }

    [Fact]
    public async Task Can_write_tells_who_may_add_photos()
    {
        var (coordinator, reader, member, administrator) =
            (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync(Role.Member), await app.PersonAsync(Role.Administrator));
        var id = await coordinator.CreateEventAsync(writePerm: "IMG");

        foreach (var (person, mayWrite) in ((Person, bool)[])[(coordinator, true), (reader, false), (member, true), (administrator, true)])
            Assert.Equal(mayWrite, (await person.GetAsync($"/events/{id}/")).Expect(200)["can_write"].IsTrue);
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end_also_where_times_are_equal()
    {
        var person = await app.PersonAsync();
        for (var number = 0; number < 7; number++)
            await person.CreateEventAsync($"Event {number}"); // the clock stands still: all are equally old
        var whole = (await person.GetAsync("/events/")).List.Each("id");

        var walked = new List<string>();
        for (var next = "/events/?limit=3"; next is not null;)
        {
            var page = (await person.GetAsync(next)).Expect(200);
            Assert.InRange(page.List.Count, 1, 3);
            walked.AddRange(page.List.Each("id"));
            next = page.Next;
        }

        Assert.Equal(whole, walked);
    }

    [Fact]
    public async Task The_list_costs_the_same_few_statements_however_long_it_is()
    {
        var person = await app.PersonAsync();
        await app.AddRowsAsync(await person.CreateEventAsync(), person, 1);
        var few = await app.CountStatementsAsync(() => person.GetAsync("/events/"));
        for (var number = 0; number < 10; number++)
            await app.AddRowsAsync(await person.CreateEventAsync(), person, 2);

        Assert.Equal(few, await app.CountStatementsAsync(() => person.GetAsync("/events/")));
        Assert.InRange(few, 1, 5);
    }

    private static async Task<IEnumerable<Guid>> TopAsync(Person person, int count) =>
        (await person.GetAsync($"/events/?limit={count}")).Expect(200).List.Each("id").Select(Guid.Parse);
}
