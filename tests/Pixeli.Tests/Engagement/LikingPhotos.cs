namespace Pixeli.Tests.Engagement;

public sealed class LikingPhotos(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_like_counts_and_is_taken_back()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var fan = await app.PersonAsync();
        var now = app.Clock.Now;

        var liked = (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        var list = (await photographer.GetAsync($"/photos/{photo}/likes/")).Expect(200).List;
        var unliked = (await fan.DeleteAsync($"/photos/{photo}/likes/")).Expect(200);

        Assert.Equal(photo, liked["photo"]!["id"].Guid);
        Assert.True(liked["photo"]!["is_liked"].IsTrue);
        Assert.Equal(1, liked["photo"]!["likes_count"].Number);
        Assert.Equal(now, liked["created_at"].Text);
        Assert.Equal(fan.Username, list.Single()!["user"]!["username"].Text);
        Assert.Equal(["user", "created_at"], list.Single().Fields());
        Assert.False(unliked["photo"]!["is_liked"].IsTrue);
        Assert.Equal(0, unliked["photo"]!["likes_count"].Number);
        Assert.Equal(["photo"], unliked.Json.Fields());
    }

    [Fact]
    public async Task Liking_twice_is_refused_and_counts_once()
    {
        var (_, photo) = await app.PhotoAsync();
        var fan = await app.PersonAsync();
        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);

        var again = (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(400);

        Assert.Equal("You like this photo already.", again["detail"].Text);
        Assert.Equal(1, (await fan.GetAsync($"/photos/{photo}/"))["likes_count"].Number);
    }

    [Fact]
    public async Task Unliking_what_was_not_liked_is_refused()
    {
        var (_, photo) = await app.PhotoAsync();
        var stranger = await app.PersonAsync();

        Assert.Equal("You do not like this photo.", (await stranger.DeleteAsync($"/photos/{photo}/likes/")).Expect(400)["detail"].Text);
    }

    [Fact]
    public async Task Likes_are_listed_newest_first_in_pages()
    {
        var (_, photo) = await app.PhotoAsync();
        var fans = new List<string>();
        for (var index = 0; index < 5; index++)
        {
            var fan = await app.PersonAsync();
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
            fans.Insert(0, fan.Username);
        }

        var reader = await app.PersonAsync();
        var first = (await reader.GetAsync($"/photos/{photo}/likes/?limit=3")).Expect(200);
        var second = (await reader.GetAsync(first.Next!)).Expect(200);

        Assert.Equal(fans, first.List.Concat(second.List).Select(like => like!["user"]!["username"].Text));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Fifty_likes_by_one_person_at_once_leave_one()
    {
        var (_, photo) = await app.PhotoAsync();
        var fan = await app.PersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fan.PostAsync($"/photos/{photo}/likes/", new { })));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(49, answers.Count(answer => answer.Status == 400));
        Assert.Equal(1, (await fan.GetAsync($"/photos/{photo}/"))["likes_count"].Number);
        Assert.Single((await fan.GetAsync($"/photos/{photo}/likes/")).List);
    }

    [Fact]
    public async Task A_hundred_likes_by_a_hundred_people_at_once_make_one_notification()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var fans = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.PersonAsync()));

        var answers = await Task.WhenAll(fans.Select(fan => fan.PostAsync($"/photos/{photo}/likes/", new { })));

        Assert.All(answers, answer => answer.Expect(201));
        Assert.Equal(100, (await photographer.GetAsync($"/photos/{photo}/"))["likes_count"].Number);
        var notification = (await photographer.GetAsync("/notifications/")).List.Single(item => item!["target_id"].Guid == photo);
        Assert.Equal("LIKED", notification!["verb"].Text);
        Assert.Equal(100, notification["data"]!["count"].Number);
    }
}
