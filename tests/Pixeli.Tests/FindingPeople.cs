using Pixeli.Accounts;

namespace Pixeli.Tests;

public sealed class FindingPeople(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("écl")]
    [InlineData("ÉCL")]
    [InlineData("moreau")]
    [InlineData("jean-l")]
    [InlineData("luc")]
    [InlineData("eclair.jl")]
    [InlineData("JL")]
    [InlineData("jean écl")]
    [InlineData(" moreau  jean ")]
    public async Task The_beginning_of_a_user_name_or_of_any_word_of_the_name_finds(string q)
    {
        var seeker = await NamedAsync(("eclair.jl", "Jean-Luc Éclair Moreau"), ("zoe", "Zoé Martin"));

        var found = (await seeker.GetAsync($"/auth/search/?q={Uri.EscapeDataString(q)}")).Expect(200).List;

        Assert.Equal("eclair.jl", Assert.Single(found)!["username"].Text);
        found[0].AssertHasFields("username", "name", "profile_pic");
        Assert.Equal("Jean-Luc Éclair Moreau", found[0]!["name"].Text);
    }

    [Theory]
    [InlineData("clair")] // not a beginning
    [InlineData("%")]
    [InlineData("_clair")]
    [InlineData("e%jl")]
    [InlineData("éclair martin")] // words of two people
    [InlineData("[e]")]
    [InlineData("\\")]
    public async Task Nothing_else_finds_and_wildcards_are_plain_characters(string q)
    {
        var seeker = await NamedAsync(("eclair.jl", "Jean-Luc Éclair Moreau"), ("zoe", "Zoé Martin"));

        Assert.Empty((await seeker.GetAsync($"/auth/search/?q={Uri.EscapeDataString(q)}")).Expect(200).List);
    }

    [Fact]
    public async Task Nothing_typed_finds_nobody()
    {
        var person = await app.PersonAsync();

        foreach (var path in (string[])["/auth/search/", "/auth/search/?q=", "/auth/search/?q=%20"])
            Assert.Empty((await person.GetAsync(path)).Expect(200).List);
        (await person.GetAsync("/auth/search/?q=%00")).ExpectInvalid("q");
        (await app.Anyone.GetAsync("/auth/search/?q=a")).Expect(401);
    }

    [Fact]
    public async Task Only_people_who_can_sign_in_are_found()
    {
        var (person, shut) = (await app.PersonAsync(), await app.PersonAsync(username: "hidden-one"));
        (await app.Anyone.PostAsync("/auth/signup/", new { username = "hidden-two", email = "h@example.org", password = "a long secret", name = "Two" })).Expect(201);
        Assert.Single((await person.GetAsync("/auth/search/?q=hidden")).List);

        await app.DisableAsync(shut);

        Assert.Empty((await person.GetAsync("/auth/search/?q=hidden")).List);
    }

    [Fact]
    public async Task At_most_as_many_as_asked_for_come_in_order()
    {
        var person = await app.PersonAsync();
        for (var number = 10; number < 35; number++)
            await app.PersonAsync(username: $"crowd{number}");

        Assert.Equal(20, (await person.GetAsync("/auth/search/?q=crowd")).Expect(200).List.Count);
        Assert.Equal(["crowd10", "crowd11"], (await person.GetAsync("/auth/search/?q=crowd&limit=2")).Expect(200).List.Each("username"));
        Assert.Equal(3, (await person.GetAsync("/auth/search/?q=crowd&l=3")).Expect(200).List.Count);
        Assert.Equal(25, (await person.GetAsync("/auth/search/?q=crowd&limit=50")).Expect(200).List.Count);
        foreach (var limit in (string[])["0", "-1", "x", "1.5"])
            (await person.GetAsync($"/auth/search/?q=crowd&limit={limit}")).ExpectInvalid("limit");
    }

    [Fact]
    public async Task A_new_name_is_found_at_once_and_the_old_one_no_longer()
    {
        var person = await app.PersonAsync();
        (await person.PatchAsync("/auth/me/", new { name = "Before Marriage" })).Expect(200);
        Assert.Single((await person.GetAsync("/auth/search/?q=marri")).List);

        (await person.PatchAsync("/auth/me/", new { name = "Before Wedding" })).Expect(200);

        Assert.Empty((await person.GetAsync("/auth/search/?q=marri")).List);
        Assert.Single((await person.GetAsync("/auth/search/?q=before%20wed")).List);
        Assert.Single((await person.GetAsync($"/auth/search/?q={person.Username}&limit=1")).List);
    }

    [Fact]
    public async Task A_name_of_odd_characters_breaks_nothing()
    {
        var person = await app.PersonAsync();
        var name = "𝒜nna 🎉 ﬀ " + new string('ﬃ', 130);
        (await person.PatchAsync("/auth/me/", new { name })).Expect(200);

        Assert.Single((await person.GetAsync($"/auth/search/?q={Uri.EscapeDataString("𝒜n")}")).Expect(200).List);
        Assert.Single((await person.GetAsync($"/auth/search/?q={Uri.EscapeDataString(new string('ﬃ', 100))}")).Expect(200).List);
        (await person.GetAsync("/auth/search/?q=%F0%9D")).Expect(200);
    }

    // The same two people for every case; each of them is made once.
    private async Task<Person> NamedAsync(params (string Username, string Name)[] people)
    {
        await One.WaitAsync();
        try
        {
            foreach (var (username, name) in people.Where(person => Made.Add((app, person.Username))))
                (await (await app.PersonAsync(Role.Public, username)).PatchAsync("/auth/me/", new { name })).Expect(200);
        }
        finally
        {
            One.Release();
        }

        return await app.PersonAsync();
    }

    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly HashSet<(PixeliApp, string)> Made = [];
}
