using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Tests.Crashes;

namespace Pixeli.Tests;

public sealed class AdministeringPeople(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Administrators_see_everyone_newest_first()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync();

        var list = (await administrator.GetAsync("/auth/users/")).Expect(200).List;

        Assert.Equal(["id", "username", "email", "name", "profile_pic", "role", "is_active", "date_joined"], list[0].Fields());
        var item = list.Single(user => user!["id"].Guid == person.Id)!;
        Assert.Equal((person.Email, "public", true), (item["email"].Text, item["role"].Text, item["is_active"].IsTrue));
        var (first, all) = ((await administrator.GetAsync("/auth/users/?limit=1")).Expect(200), list.Each("id"));
        Assert.Equal(all[..2], [first.List[0]!["id"].Text, (await administrator.GetAsync(first.Next!)).Expect(200).List[0]!["id"].Text]);
    }

    [Fact]
    public async Task The_list_can_be_narrowed_by_name_address_and_role()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync(Role.Member, "narrow-case");
        (await person.PatchAsync("/auth/me/", new { name = "Needle Haystack" })).Expect(200);

        foreach (var q in (string[])["narrow", "HAYST", "narrow-case@ex", "q=needle&role=img", "needle&role=IMG"])
            Assert.Equal("narrow-case", Assert.Single((await administrator.GetAsync($"/auth/users/?{(q.StartsWith("q=", StringComparison.Ordinal) ? q : "q=" + q)}")).Expect(200).List)!["username"].Text);
        Assert.Empty((await administrator.GetAsync("/auth/users/?q=needle&role=public")).Expect(200).List);
        Assert.Empty((await administrator.GetAsync("/auth/users/?q=%25")).Expect(200).List);
        (await administrator.GetAsync("/auth/users/?role=king")).ExpectInvalid("role");
        (await administrator.GetAsync("/auth/users/?limit=0")).ExpectInvalid("limit");
    }

    [Theory]
    [InlineData(Role.Public)]
    [InlineData(Role.Member)]
    public async Task Nobody_else_may(Role role)
    {
        var person = await app.PersonAsync(role);

        (await person.GetAsync("/auth/users/")).Expect(403);
        (await person.PatchAsync($"/auth/users/{person.Id}/", new { role = "admin" })).Expect(403);
        (await app.Anyone.GetAsync("/auth/users/")).Expect(401);
        (await app.Anyone.PatchAsync($"/auth/users/{person.Id}/", new { role = "admin" })).Expect(401);
    }

    [Fact]
    public async Task A_role_counts_from_the_next_request_on()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync();
        (await person.GetAsync("/auth/users/")).Expect(403);

        var changed = (await administrator.PatchAsync($"/auth/users/{person.Id}/", new { role = "admin" })).Expect(200);

        Assert.Equal("admin", changed["role"].Text);
        (await person.GetAsync("/auth/users/")).Expect(200);
        Assert.Equal("img", (await administrator.PatchAsync($"/auth/users/{person.Id}/", new { role = "img" })).Expect(200)["role"].Text);
        (await person.GetAsync("/auth/users/")).Expect(403);
    }

    [Fact]
    public async Task Shutting_an_account_ends_its_sessions_for_good()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync();

        Assert.False((await administrator.PatchAsync($"/auth/users/{person.Id}/", new { is_active = false })).Expect(200)["is_active"].IsTrue);
        (await person.GetAsync("/auth/me/")).Expect(401);
        (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = person.Password })).Expect(401);

        Assert.True((await administrator.PatchAsync($"/auth/users/{person.Id}/", new { is_active = true })).Expect(200)["is_active"].IsTrue);
        (await person.GetAsync("/auth/me/")).Expect(401);
        await app.SignInAsync(person);
    }

    [Fact]
    public async Task An_administrator_can_vouch_for_who_never_got_a_code()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var id = (await app.Anyone.PostAsync("/auth/signup/", new { username = "vouched", email = "vouched@example.org", password = "a long secret", name = "V" })).Expect(201)["id"].Text;
        Assert.False((await administrator.GetAsync("/auth/users/?q=vouched")).List[0]!["is_active"].IsTrue);

        (await administrator.PatchAsync($"/auth/users/{id}/", new { is_active = true })).Expect(200);

        (await app.Anyone.PostAsync("/auth/login/", new { username = "vouched", password = "a long secret" })).Expect(200);
    }

    [Fact]
    public async Task What_makes_no_sense_is_told()
    {
        var administrator = await app.PersonAsync(Role.Administrator);
        var path = $"/auth/users/{(await app.PersonAsync()).Id}/";

        Assert.Contains("public, img, admin", (await administrator.PatchAsync(path, new { role = "king" })).ExpectInvalid("role"), StringComparison.Ordinal);
        (await administrator.PatchAsync(path, new { role = (string?)null })).ExpectInvalid("role");
        (await administrator.PatchAsync(path, new { is_active = "maybe" })).ExpectInvalid("is_active");
        (await administrator.PatchAsync(path, new { is_active = (bool?)null })).ExpectInvalid("is_active");
        (await administrator.PatchAsync($"/auth/users/{Guid.CreateVersion7()}/", new { role = "img" })).Expect(404);
        (await administrator.PatchAsync(path, new { })).Expect(200);
    }

    [Fact]
    public async Task There_is_always_an_administrator()
    {
        await using var own = await PixeliApp.StartAsync();
        var administrators = new[] { await own.PersonAsync(Role.Administrator), await own.PersonAsync(Role.Administrator) };
        var last = await own.PersonAsync(Role.Administrator);
        await own.DisableAsync(last); // who cannot sign in does not count

        // Each takes it from the other at the same moment.
        var answers = await Task.WhenAll(
            administrators[0].PatchAsync($"/auth/users/{administrators[1].Id}/", new { role = "public" }),
            administrators[1].PatchAsync($"/auth/users/{administrators[0].Id}/", new { is_active = false }));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Contains(answers, answer => answer.Status is 409 or 401 or 403); // too late: refused, or no administrator any more
        Assert.Equal(1, await own.WithDbAsync(db => db.Users.CountAsync(user => user.Role == Role.Administrator && user.DisabledAt == null)));
        var left = answers[0].Status == 200 ? administrators[0] : administrators[1];
        Assert.NotEmpty((await left.PatchAsync($"/auth/users/{left.Id}/", new { role = "img" })).Expect(409)["detail"].Text);
        (await left.PatchAsync($"/auth/users/{left.Id}/", new { is_active = false })).Expect(409);
        (await left.PatchAsync($"/auth/users/{left.Id}/", new { role = "admin", is_active = true })).Expect(200);
    }

    [Fact]
    public async Task Roles_are_given_by_command_too()
    {
        var person = await app.PersonAsync();
        await using var own = await PixeliApp.StartAsync();
        var only = await own.PersonAsync(Role.Administrator);

        var (code, said) = await RoleAsync(app, person.Username, "IMG");
        Assert.True(code == 0, said);
        Assert.Equal("img", (await person.GetAsync("/auth/me/"))["role"].Text);
        foreach (var (where, username, role) in ((PixeliApp, string, string)[])[(app, person.Username, "king"), (app, "nobody-there", "img"), (own, only.Username, "public")])
            Assert.Equal(1, (await RoleAsync(where, username, role)).ExitCode);
        Assert.Equal("admin", (await only.GetAsync("/auth/me/"))["role"].Text);
    }

    private static Task<(int ExitCode, string Said)> RoleAsync(PixeliApp app, string username, string role) =>
        ServerProcess.CommandAsync(app.DataFolder, app.DatabaseUrl, "", "admin", "role", "--username", username, "--role", role);
}
