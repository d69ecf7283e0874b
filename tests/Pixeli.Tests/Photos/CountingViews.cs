namespace Pixeli.Tests.Photos;

public sealed class CountingViews(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_person_counts_once_a_day()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var (first, second) = (await app.PersonAsync(), await app.PersonAsync());
        for (var times = 0; times < 3; times++)
        {
            (await first.GetAsync($"/photos/{photo}/")).Expect(200);
            (await second.GetAsync($"/photos/{photo}/")).Expect(200);
        }

        Assert.Equal(3, (await app.CountedAsync(photographer, photo))["views"].Number); // their own look counts as well
        app.Clock.Advance(TimeSpan.FromDays(1));
        var session = await app.SignInAsync(first);
        (await session.GetAsync($"/photos/{photo}/")).Expect(200);

        photographer = await app.SignInAsync(photographer);
        Assert.Equal(5, (await app.CountedAsync(photographer, photo))["views"].Number);
    }

    [Fact]
    public async Task Many_at_once_are_counted_each()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => app.PersonAsync()));

        await Task.WhenAll(people.SelectMany(person => Enumerable.Range(0, 3).Select(_ => person.GetAsync($"/photos/{photo}/"))));

        Assert.Equal(31, (await app.CountedAsync(photographer, photo))["views"].Number);
    }

    [Fact]
    public async Task Only_who_may_see_the_counters_does()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var administrator = await app.PersonAsync(Accounts.Role.Administrator);

        (await photographer.GetAsync($"/photos/{photo}/")).Json.AssertHasFields("views", "downloads");
        (await administrator.GetAsync($"/photos/{photo}/")).Json.AssertHasFields("views", "downloads");
        Assert.DoesNotContain((await (await app.PersonAsync()).GetAsync($"/photos/{photo}/")).Json.Fields(), field => field is "views" or "downloads");
    }
}
