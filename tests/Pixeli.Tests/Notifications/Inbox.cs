namespace Pixeli.Tests.Notifications;

public sealed class Inbox(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_notification_looks_as_the_contract_says()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var fan = await app.PersonAsync();
        var now = app.Clock.Now;
        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);

        var item = (await photographer.GetAsync("/notifications/")).Expect(200).List.Single()!;

        Assert.Equal(
            $$$"""
            {
              "id": "{{{item["id"].Guid}}}",
              "actor": {
                "id": "{{{fan.Id}}}",
                "username": "{{{fan.Username}}}",
                "name": "Person {{{fan.Username}}}",
                "profile_pic": null
              },
              "verb": "LIKED",
              "target_type": "PHOTO",
              "target_id": "{{{photo}}}",
              "data": {
                "count": 1
              },
              "read": false,
              "created_at": "{{{now}}}",
              "updated_at": "{{{now}}}"
            }
            """,
            item.ToString());
    }

    [Fact]
    public async Task Nobody_is_notified_of_their_own_act()
    {
        var photographer = await app.PersonAsync();
        var photo = (await app.AddRowsAsync(await photographer.CreateEventAsync(), photographer, 1))[0];

        (await photographer.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        var comment = await photographer.CommentAsync(photo, "mine");
        await photographer.CommentAsync(photo, "and mine", comment["id"].Guid);
        (await photographer.PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { photographer.Username } })).Expect(200);

        Assert.Empty((await photographer.GetAsync("/notifications/")).List);
    }

    [Fact]
    public async Task Comments_go_to_the_photographer_and_answers_to_the_author_too()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var (author, other) = (await app.PersonAsync(), await app.PersonAsync());

        var comment = (await author.CommentAsync(photo, "first"))["id"].Guid;
        var answer = (await other.CommentAsync(photo, "second", comment))["id"].Guid;

        Assert.Equal([answer, comment], (await photographer.GetAsync("/notifications/")).List.Select(item => item!["data"]!["comment_id"].Guid));
        var told = (await author.GetAsync("/notifications/")).List.Single()!;
        Assert.Equal(("COMMENTED", other.Username), (told["verb"].Text, told["actor"]!["username"].Text));
        Assert.Empty((await other.GetAsync("/notifications/")).List);
    }

    [Fact]
    public async Task An_author_who_lost_the_photo_does_not_hear_of_answers()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var author = await app.PersonAsync();
        var comment = (await author.CommentAsync(photo, "first"))["id"].Guid;
        (await photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(200);

        await photographer.CommentAsync(photo, "second", comment);

        Assert.Empty((await author.GetAsync("/notifications/")).List);
    }

    [Fact]
    public async Task Tagged_people_are_told_once_and_not_when_they_are_taken_out_again()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var guest = await app.PersonAsync();

        for (var times = 0; times < 2; times++)
            (await photographer.PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { guest.Username } })).Expect(200);
        var told = (await guest.GetAsync("/notifications/")).List.Single()!;
        (await photographer.PatchAsync($"/photos/{photo}/", new { tagged_usernames = Array.Empty<string>() })).Expect(200);

        Assert.Equal(("TAGGED", photo), (told["verb"].Text, told["target_id"].Guid));
        Assert.Empty((await guest.GetAsync("/notifications/")).List);
    }

    [Fact]
    public async Task A_batch_of_uploads_is_one_notification_for_the_coordinator_and_the_next_joins_it()
    {
        var (coordinator, photographer, guest) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();

        (await photographer.BulkUploadAsync(eventId, new BulkBody()
            .File("a", TestPhotos.Next()).File("b", TestPhotos.Next())
            .Metadata(new { client_id = "a", tagged_usernames = new[] { guest.Username } }, new { client_id = "b" }))).Expect(207);
        await photographer.UploadAsync(eventId);
        var told = (await coordinator.GetAsync("/notifications/")).List.Single()!;

        Assert.Equal(("EVENT_PHOTO_ADDED", "EVENT", eventId, 3), (told["verb"].Text, told["target_type"].Text, told["target_id"].Guid, told["data"]!["count"].Number));
        Assert.Equal("TAGGED", (await guest.GetAsync("/notifications/")).List.Single()!["verb"].Text);
        await coordinator.UploadAsync(eventId);
        Assert.Equal(3, (await coordinator.GetAsync("/notifications/")).List.Single()!["data"]!["count"].Number);
    }

    [Fact]
    public async Task What_was_read_is_not_joined_and_what_is_unread_again_is()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await LikeAsync(photo);
        var first = (await photographer.GetAsync("/notifications/")).List.Single()!["id"].Guid;

        (await photographer.PatchAsync($"/notifications/{first}/", new { read = true })).Expect(200);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await LikeAsync(photo);
        var two = (await photographer.GetAsync("/notifications/")).List;
        (await photographer.PatchAsync($"/notifications/{two[0]!["id"].Guid}/", new { read = true })).Expect(200);
        (await photographer.PatchAsync($"/notifications/{first}/", new { read = false })).Expect(200);
        await LikeAsync(photo);

        Assert.Equal(2, two.Count);
        var joined = (await photographer.GetAsync("/notifications/?read=false")).List.Single()!;
        Assert.Equal((first, 2), (joined["id"].Guid, joined["data"]!["count"].Number));
        Assert.NotEqual(joined["created_at"].Text, joined["updated_at"].Text);
    }

    [Fact]
    public async Task A_like_that_is_taken_back_leaves_the_notification()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var fan = await LikeAsync(photo);
        await LikeAsync(photo);

        (await fan.DeleteAsync($"/photos/{photo}/likes/")).Expect(200);
        Assert.Equal(1, (await photographer.GetAsync("/notifications/")).List.Single()!["data"]!["count"].Number);
        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        Assert.Equal(2, (await photographer.GetAsync("/notifications/")).List.Single()!["data"]!["count"].Number);
    }

    [Fact]
    public async Task The_only_like_taken_back_takes_the_notification_with_it()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var fan = await LikeAsync(photo);

        (await fan.DeleteAsync($"/photos/{photo}/likes/")).Expect(200);

        Assert.Empty((await photographer.GetAsync("/notifications/")).List);
    }

    [Fact]
    public async Task The_list_is_filtered_turned_round_and_paged()
    {
        var photographer = await app.PersonAsync();
        var eventId = await photographer.CreateEventAsync();
        var photos = await app.AddRowsAsync(eventId, photographer, 4);
        foreach (var photo in photos)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await LikeAsync(photo);
        }

        var newest = (await photographer.GetAsync("/notifications/")).List.Each("target_id");
        var oldest = (await photographer.GetAsync("/notifications/?ordering=created_at")).List.Each("target_id");
        var page = (await photographer.GetAsync("/notifications/?limit=3")).Expect(200);
        var rest = (await photographer.GetAsync(page.Next!)).Expect(200);

        Assert.Equal(photos.Select(id => id.ToString()), oldest);
        Assert.Equal(oldest, newest.AsEnumerable().Reverse());
        Assert.Equal(newest, page.List.Concat(rest.List).Select(item => item!["target_id"].Text));
        (await photographer.GetAsync("/notifications/?ordering=verb")).ExpectInvalid("ordering");
        (await photographer.GetAsync("/notifications/?read=perhaps")).ExpectInvalid("read");
        Assert.Empty((await photographer.GetAsync("/notifications/?read=true")).List);
        Assert.Equal(4, (await photographer.GetAsync("/notifications/unread-count/"))["count"].Number);
        (await photographer.SendAsync(HttpMethod.Post, "/notifications/read-all/")).Expect(204);
        Assert.Equal(0, (await photographer.GetAsync("/notifications/unread-count/"))["count"].Number);
        Assert.Equal(4, (await photographer.GetAsync("/notifications/?read=true")).List.Count);
    }

    [Fact]
    public async Task Nobody_marks_what_is_not_theirs()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await LikeAsync(photo);
        var id = (await photographer.GetAsync("/notifications/")).List.Single()!["id"].Guid;

        (await (await app.PersonAsync()).PatchAsync($"/notifications/{id}/", new { read = true })).Expect(404);
        (await photographer.PatchAsync($"/notifications/{id}/", new { })).ExpectInvalid("read");
        (await app.Anyone.GetAsync("/notifications/")).Expect(401);
    }

    [Fact]
    public async Task A_deleted_photo_takes_its_notifications_with_it()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await LikeAsync(photo);

        (await photographer.DeleteAsync($"/photos/{photo}/")).Expect(204);

        Assert.Empty((await photographer.GetAsync("/notifications/")).List);
    }

    private async Task<Person> LikeAsync(Guid photo)
    {
        var fan = await app.PersonAsync();
        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        return fan;
    }
}
