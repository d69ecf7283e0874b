namespace Pixeli.Tests;

public sealed class RefreshTokens(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Refreshing_gives_a_new_pair_and_both_access_tokens_work()
    {
        var person = await app.PersonAsync();
        var (access, refresh) = (person.Access, person.Refresh);

        await RefreshAsync(person);

        Assert.NotEqual(refresh, person.Refresh);
        (await person.GetAsync("/events/")).Expect(200);
        person.Access = access;
        (await person.GetAsync("/events/")).Expect(200);
    }

    [Fact]
    public async Task A_repeat_within_thirty_seconds_gives_the_same_successor()
    {
        var person = await app.PersonAsync();
        var first = (await RefreshWithAsync(person.Refresh)).Expect(200);

        app.Clock.Advance(TimeSpan.FromSeconds(29));
        var second = (await RefreshWithAsync(person.Refresh)).Expect(200);

        Assert.Equal(first["refresh"].Text, second["refresh"].Text);
        (await RefreshWithAsync(second["refresh"].Text)).Expect(200);
    }

    [Fact]
    public async Task A_replay_after_that_ends_the_whole_family_with_its_access_tokens()
    {
        var person = await app.PersonAsync();
        var other = await app.SignInAsync(person);
        var stolen = person.Refresh;
        await RefreshAsync(person);

        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var replay = (await RefreshWithAsync(stolen)).Expect(401);

        Assert.Equal("token_not_valid", replay["code"].Text);
        Assert.NotEmpty(replay["detail"].Text);
        (await RefreshWithAsync(person.Refresh)).Expect(401);
        Assert.Equal("token_not_valid", (await person.GetAsync("/events/")).Expect(401)["code"].Text);
        (await other.GetAsync("/events/")).Expect(200);
    }

    [Fact]
    public async Task Of_many_refreshes_at_once_with_one_token_all_get_the_same_successor()
    {
        var person = await app.PersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshWithAsync(person.Refresh)));

        var successor = Assert.Single(answers.Select(answer => answer.Expect(200)["refresh"].Text).Distinct());
        (await RefreshWithAsync(successor)).Expect(200);
    }

    [Fact]
    public async Task Logging_out_ends_the_family_and_can_be_repeated()
    {
        var person = await app.PersonAsync();

        (await person.PostAsync("/auth/logout/", new { refresh = person.Refresh })).Expect(204);
        (await app.Anyone.PostAsync("/auth/logout/", new { refresh = person.Refresh })).Expect(204);

        (await RefreshWithAsync(person.Refresh)).Expect(401);
        (await person.GetAsync("/events/")).Expect(401);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("\ud83d\ude00")]
    public async Task Garbage_is_no_token(string garbage) =>
        Assert.Equal("token_not_valid", (await RefreshWithAsync(garbage)).Expect(401)["code"].Text);

    [Fact]
    public async Task An_access_token_is_no_refresh_token_nor_the_other_way_round()
    {
        var person = await app.PersonAsync();

        (await RefreshWithAsync(person.Access)).Expect(401);
        person.Access = person.Refresh;
        (await person.GetAsync("/events/")).Expect(401);
    }

    [Fact]
    public async Task A_missing_token_is_named() => (await app.Anyone.PostAsync("/auth/token/refresh/", new { })).ExpectInvalid("refresh");

    [Fact]
    public async Task An_access_token_lives_an_hour_and_a_refresh_token_seven_days()
    {
        var person = await app.PersonAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        (await person.GetAsync("/events/")).Expect(200);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("token_not_valid", (await person.GetAsync("/events/")).Expect(401)["code"].Text);

        app.Clock.Advance(TimeSpan.FromDays(6));
        await RefreshAsync(person);
        (await person.GetAsync("/events/")).Expect(200);
        app.Clock.Advance(TimeSpan.FromDays(7));
        (await RefreshWithAsync(person.Refresh)).Expect(401);
    }

    [Theory]
    [InlineData("alg none")]
    [InlineData("other key")]
    public async Task A_token_we_did_not_sign_is_refused(string kind)
    {
        var person = await app.PersonAsync();
        var parts = person.Access!.Split('.');
        person.Access = kind == "alg none" ? $"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{parts[1]}." : $"{parts[0]}.{parts[1]}.{new string('A', 43)}";

        (await person.GetAsync("/events/")).Expect(401);
    }

    private Task<Answer> RefreshWithAsync(string? refresh) => app.Anyone.PostAsync("/auth/token/refresh/", new { refresh });

    private async Task RefreshAsync(Person person)
    {
        var answer = (await RefreshWithAsync(person.Refresh)).Expect(200);
        Assert.Equal(["access", "refresh"], answer.Json.Fields());
        (person.Access, person.Refresh) = (answer["access"].Text, answer["refresh"].Text);
    }
}
