namespace Pixeli.Tests.Engagement;

public sealed class CommentingOnPhotos(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Comments_and_their_answers_are_read_oldest_first()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var guest = await app.PersonAsync();
        var first = await guest.CommentAsync(photo, "  What a night!  ");
        var second = await photographer.CommentAsync(photo, "<b>Thanks</b>");
        var answer = await photographer.CommentAsync(photo, "It was", first["id"].Guid);

        var comments = (await guest.GetAsync($"/photos/{photo}/comments/")).Expect(200).List;
        var answers = (await guest.GetAsync($"/comments/{first["id"].Guid}/children/")).Expect(200).List;

        Assert.Equal([first["id"].Text, second["id"].Text], comments.Each("id"));
        comments[0].AssertHasFields("id", "user", "created_at", "content", "replies_count");
        Assert.Equal(("What a night!", 1), (comments[0]!["content"].Text, comments[0]!["replies_count"].Number));
        Assert.Equal("<b>Thanks</b>", comments[1]!["content"].Text); // plain text: who shows it encodes it
        Assert.Equal(answer["id"].Text, answers.Each("id").Single());
        Assert.Equal(first["id"].Guid, answers[0]!["parent_comment"].Guid);
        Assert.Equal(3, (await guest.GetAsync($"/photos/{photo}/"))["comments_count"].Number);
    }

    [Fact]
    public async Task An_answer_to_an_answer_is_refused()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var comment = await photographer.CommentAsync(photo, "one");
        var answer = await photographer.CommentAsync(photo, "two", comment["id"].Guid);

        (await photographer.PostAsync($"/photos/{photo}/comments/", new { content = "three", parent_comment = answer["id"].Guid }))
            .ExpectInvalid("parent_comment");
        Assert.Equal(2, (await photographer.GetAsync($"/photos/{photo}/"))["comments_count"].Number);
    }

    [Fact]
    public async Task A_comment_of_another_photo_cannot_be_answered_here()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var (_, other) = await app.PhotoAsync();
        var elsewhere = await photographer.CommentAsync(other, "elsewhere");

        (await photographer.PostAsync($"/photos/{photo}/comments/", new { content = "here", parent_comment = elsewhere["id"].Guid }))
            .ExpectInvalid("parent_comment");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task An_empty_comment_is_refused(string? content)
    {
        var (photographer, photo) = await app.PhotoAsync();

        (await photographer.PostAsync($"/photos/{photo}/comments/", new { content })).ExpectInvalid("content");
    }

    [Fact]
    public async Task Two_thousand_characters_are_taken_and_one_more_is_not()
    {
        var (photographer, photo) = await app.PhotoAsync();

        await photographer.CommentAsync(photo, new string('é', 2000));
        (await photographer.PostAsync($"/photos/{photo}/comments/", new { content = new string('é', 2001) })).ExpectInvalid("content");
        await photographer.CommentAsync(photo, string.Concat(Enumerable.Repeat("🎈", 2000)));
    }

    [Fact]
    public async Task A_comment_is_deleted_with_its_answers()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var guest = await app.PersonAsync();
        var comment = (await guest.CommentAsync(photo, "one"))["id"].Guid;
        await photographer.CommentAsync(photo, "two", comment);
        await photographer.CommentAsync(photo, "three");

        (await guest.DeleteAsync($"/photos/{photo}/comments/{comment}/")).Expect(204);

        Assert.Equal("three", (await guest.GetAsync($"/photos/{photo}/comments/")).List.Each("content").Single());
        Assert.Equal(1, (await guest.GetAsync($"/photos/{photo}/"))["comments_count"].Number);
        (await guest.GetAsync($"/comments/{comment}/children/")).Expect(404);
        (await guest.DeleteAsync($"/photos/{photo}/comments/{comment}/")).Expect(404);
        Assert.DoesNotContain((await photographer.GetAsync("/notifications/")).List, item => item!["data"]!["comment_id"]?.Guid == comment);
    }

    [Fact]
    public async Task Only_its_author_and_those_who_moderate_the_photo_delete_a_comment()
    {
        var coordinator = await app.PersonAsync();
        var eventId = await coordinator.CreateEventAsync();
        var photographer = await app.PersonAsync();
        var photo = (await app.AddRowsAsync(eventId, photographer, 1))[0];
        var author = await app.PersonAsync();
        var stranger = await app.PersonAsync();
        var administrator = await app.PersonAsync(Accounts.Role.Administrator);

        foreach (var (person, status) in ((Person, int)[])[(author, 204), (photographer, 204), (coordinator, 204), (administrator, 204), (stranger, 403)])
        {
            var comment = (await author.CommentAsync(photo, "hello"))["id"].Guid;
            Assert.Equal(status == 204, (await person.GetAsync($"/photos/{photo}/comments/")).List.Last()!["can_delete"].IsTrue);
            (await person.DeleteAsync($"/photos/{photo}/comments/{comment}/")).Expect(status);
        }
    }

    [Fact]
    public async Task Comments_come_in_pages()
    {
        var (photographer, photo) = await app.PhotoAsync();
        for (var index = 0; index < 5; index++)
            await photographer.CommentAsync(photo, $"comment {index}");

        var first = (await photographer.GetAsync($"/photos/{photo}/comments/?limit=2")).Expect(200);
        var second = (await photographer.GetAsync(first.Next!)).Expect(200);
        var third = (await photographer.GetAsync(second.Next!)).Expect(200);

        Assert.Equal(
            ["comment 0", "comment 1", "comment 2", "comment 3", "comment 4"],
            first.List.Concat(second.List).Concat(third.List).Select(comment => comment!["content"].Text));
        Assert.Null(third.Next);
    }
}
