using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Photos;

namespace Pixeli.Tests;

public sealed class OwnProfile(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_profile_has_the_fields_of_the_contract()
    {
        var person = await app.PersonAsync(Role.Member);

        var me = (await person.GetAsync("/auth/me/")).Expect(200);

        me.Json.AssertHasFields(
            "id", "username", "email", "name", "profile_pic", "bio", "department", "batch",
            "photos_count", "events_count", "likes_count", "downloads_count", "role", "date_joined");
        Assert.Equal((person.Id, person.Username, person.Email, "img"), (me["id"].Guid, me["username"].Text, me["email"].Text, me["role"].Text));
        Assert.Equal("2026-05-12T14:03:00Z", me["date_joined"].Text);
        Assert.Null(me["profile_pic"]);
        (await app.Anyone.GetAsync("/auth/me/")).Expect(401);
    }

    [Fact]
    public async Task Counters_tell_what_own_photos_received_in_a_constant_number_of_statements()
    {
        var (person, other) = (await app.PersonAsync(), await app.PersonAsync());
        var (own, theirs) = (await person.CreateEventAsync(), await other.CreateEventAsync());
        await person.CreateEventAsync("Empty");
        var photos = await app.AddRowsAsync(own, person, 2);
        await app.AddRowsAsync(own, other, 1);
        var statements = await app.CountStatementsAsync(() => person.GetAsync("/auth/me/"));
        photos.AddRange(await app.AddRowsAsync(theirs, person, 3));
        await app.WithDbAsync(db => db.Photos.Where(photo => photos.Contains(photo.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.LikesCount, 2).SetProperty(photo => photo.Downloads, 3)));

        Answer? me = null;
        Assert.Equal(statements, await app.CountStatementsAsync(async () => me = (await person.GetAsync("/auth/me/")).Expect(200)));

        Assert.Equal((5, 3, 10, 15), (me!["photos_count"].Number, me["events_count"].Number, me["likes_count"].Number, me["downloads_count"].Number));
        var nobody = (await (await app.PersonAsync()).GetAsync("/auth/me/")).Expect(200);
        Assert.Equal((0, 0, 0, 0), (nobody["photos_count"].Number, nobody["events_count"].Number, nobody["likes_count"].Number, nobody["downloads_count"].Number));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task What_is_given_changes_and_the_rest_stays(string method)
    {
        var person = await app.PersonAsync();
        (await EditAsync(person, method, new { name = " Éva Nagy ", bio = "Two\nlines", department = "Physics", batch = "2024" })).Expect(200);

        var edited = (await EditAsync(person, method, new { bio = (string?)null, username = "other", email = "other@example.org", role = "admin", photos_count = 7 })).Expect(200);

        Assert.Equal(("Éva Nagy", "", "Physics", "2024"), (edited["name"].Text, edited["bio"].Text, edited["department"].Text, edited["batch"].Text));
        Assert.Equal((person.Username, person.Email, "public"), (edited["username"].Text, edited["email"].Text, edited["role"].Text));
        Assert.Equal(edited.Body, (await person.GetAsync("/auth/me/")).Body);
    }

    [Theory]
    [InlineData("name", 151)]
    [InlineData("bio", 2001)]
    [InlineData("department", 151)]
    [InlineData("batch", 51)]
    public async Task What_is_too_long_is_told_by_field_and_changes_nothing(string field, int length)
    {
        var person = await app.PersonAsync();

        (await EditAsync(person, "PATCH", new Dictionary<string, string> { ["department"] = "Chemistry", [field] = new('x', length) })).ExpectInvalid(field);

        var me = await person.GetAsync("/auth/me/");
        Assert.Equal(("", $"Person {person.Username}"), (me["department"].Text, me["name"].Text));
    }

    [Fact]
    public async Task A_character_is_one_however_many_bytes_it_takes()
    {
        var name = string.Concat(Enumerable.Repeat("🎈", 150));

        Assert.Equal(name, (await (await app.PersonAsync()).PatchAsync("/auth/me/", new { name })).Expect(200)["name"].Text);
    }

    [Fact]
    public async Task A_name_is_never_empty()
    {
        var person = await app.PersonAsync();

        (await EditAsync(person, "PATCH", new { name = " " })).ExpectInvalid("name");
        (await EditAsync(person, "PATCH", new { name = (string?)null })).ExpectInvalid("name");
        (await EditAsync(person, "PATCH", new { name = 5 })).ExpectInvalid("name");
    }

    private static Task<Answer> EditAsync(Person person, string method, object body) =>
        method == "PUT" ? person.PutAsync("/auth/me/", body) : person.PatchAsync("/auth/me/", body);
}
