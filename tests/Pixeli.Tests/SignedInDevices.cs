using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;

namespace Pixeli.Tests;

public sealed class SignedInDevices(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Every_device_is_listed_and_the_asking_one_marked()
    {
        var phone = await app.PersonAsync();
        var laptop = await app.SignInAsync(phone);

        var list = (await laptop.GetAsync("/auth/sessions/")).Expect(200).List;

        Assert.Equal(2, list.Count);
        Assert.All(list, session => Assert.Equal(["id", "created_at", "last_used_at", "user_agent", "current"], session.Fields()));
        Assert.Equal([true, false], list.Select(session => session!["current"].IsTrue)); // newest first
        Assert.False((await phone.GetAsync("/auth/sessions/")).List[0]!["current"].IsTrue);
        Assert.Single((await (await app.PersonAsync()).GetAsync("/auth/sessions/")).List);
        (await app.Anyone.GetAsync("/auth/sessions/")).Expect(401);
    }

    [Fact]
    public async Task The_list_comes_in_pages_too()
    {
        var person = await app.PersonAsync();
        for (var more = 0; more < 2; more++)
            await app.SignInAsync(person);

        var first = (await person.GetAsync("/auth/sessions/?limit=2")).Expect(200);
        var second = (await person.GetAsync(first.Next!)).Expect(200);

        Assert.Equal((2, 1), (first.List.Count, second.List.Count));
        Assert.Null(second.Next);
        Assert.Equal(3, first.List.Each("id").Union(second.List.Each("id")).Count());
        (await person.GetAsync("/auth/sessions/?limit=x")).ExpectInvalid("limit");
    }

    [Fact]
    public async Task Ending_a_session_ends_its_tokens_at_once()
    {
        var phone = await app.PersonAsync();
        var laptop = await app.SignInAsync(phone);
        var id = (await phone.GetAsync("/auth/sessions/")).List.Single(session => session!["current"].IsTrue)!["id"].Text;

        (await laptop.DeleteAsync($"/auth/sessions/{id}/")).Expect(204);

        (await phone.GetAsync("/auth/me/")).Expect(401);
        (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = phone.Refresh })).Expect(401);
        (await laptop.GetAsync("/auth/me/")).Expect(200);
        (await laptop.DeleteAsync($"/auth/sessions/{id}/")).Expect(404);
        Assert.Single((await laptop.GetAsync("/auth/sessions/")).List);
    }

    [Fact]
    public async Task Ending_all_others_leaves_this_one()
    {
        var phone = await app.PersonAsync();
        var others = new[] { await app.SignInAsync(phone), await app.SignInAsync(phone) };

        (await phone.DeleteAsync("/auth/sessions/")).Expect(204);

        foreach (var other in others)
            (await other.GetAsync("/auth/me/")).Expect(401);
        Assert.True(Assert.Single((await phone.GetAsync("/auth/sessions/")).List)!["current"].IsTrue);
    }

    [Fact]
    public async Task Nobody_ends_somebody_elses()
    {
        var (person, other) = (await app.PersonAsync(), await app.PersonAsync());
        var id = (await person.GetAsync("/auth/sessions/")).List[0]!["id"].Text;

        (await other.DeleteAsync($"/auth/sessions/{id}/")).Expect(404);
        (await other.DeleteAsync("/auth/sessions/")).Expect(204);

        (await person.GetAsync("/auth/me/")).Expect(200);
    }

    [Fact]
    public async Task A_browser_signed_out_from_afar_has_to_sign_in_again()
    {
        var person = await app.PersonAsync(Role.Administrator); // without one, everybody is sent to the set-up
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["Form.Username"] = person.Username,
            ["Form.Password"] = person.Password,
        });
        var signedIn = (await app.Anyone.SendAsync(HttpMethod.Post, "/login", form)).Expect(302);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("pixeli=", StringComparison.Ordinal)).Split(';')[0];
        (await app.Anyone.GetAsync("/auth/me/", ("Cookie", cookie))).Expect(200);

        (await person.DeleteAsync("/auth/sessions/")).Expect(204);

        (await app.Anyone.GetAsync("/auth/me/", ("Cookie", cookie))).Expect(401);
        Assert.Equal(1, await app.WithDbAsync(db => db.Sessions.CountAsync(session => session.UserId == person.Id && session.EndedAt != null)));
    }
}
