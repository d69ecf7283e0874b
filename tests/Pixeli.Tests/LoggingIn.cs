namespace Pixeli.Tests;

public sealed class LoggingIn(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_person_logs_in_by_user_name_and_gets_a_pair_of_tokens()
    {
        var person = await app.PersonAsync();

        var answer = (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = person.Password })).Expect(200);

        Assert.Equal(["access", "refresh"], answer.Json.Fields());
        Assert.Equal(3, answer["access"].Text.Split('.').Length);
    }

    [Fact]
    public async Task Name_and_address_are_accepted_in_any_case_and_with_spaces_around()
    {
        var person = await app.PersonAsync();

        foreach (var name in (string[])[person.Email, person.Email.ToUpperInvariant(), person.Username.ToUpperInvariant(), $" {person.Username} "])
            (await app.Anyone.PostAsync("/auth/login/", new { username = name, password = person.Password })).Expect(200);
    }

    [Fact]
    public async Task A_trailing_slash_is_optional() =>
        (await app.Anyone.PostAsync("/auth/login", new { username = "nobody", password = "wrong" })).Expect(401);

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        var person = await app.PersonAsync();

        var wrong = (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = "wrong" })).Expect(401);
        var unknown = (await app.Anyone.PostAsync("/auth/login/", new { username = "nobody-there", password = "wrong" })).Expect(401);

        Assert.Equal(wrong.Body, unknown.Body);
        Assert.Equal("no_active_account", wrong["code"].Text);
        Assert.NotEmpty(wrong["detail"].Text);
    }

    [Fact]
    public async Task A_disabled_account_cannot_log_in_and_its_tokens_are_dead()
    {
        var person = await app.PersonAsync();
        await app.DisableAsync(person);

        var login = (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = person.Password })).Expect(401);
        var list = (await person.GetAsync("/events/")).Expect(401);
        (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = person.Refresh })).Expect(401);

        Assert.Equal("no_active_account", login["code"].Text);
        Assert.Equal("token_not_valid", list["code"].Text);
    }

    [Fact]
    public async Task Missing_fields_are_named_as_arrays_at_the_top_level()
    {
        var answer = await app.Anyone.PostAsync("/auth/login/", new { });

        answer.ExpectInvalid("username");
        answer.ExpectInvalid("password");
        Assert.Equal(400, answer["status"].Number);
        Assert.Equal("about:blank", answer["type"].Text);
    }

    [Fact]
    public async Task A_field_of_another_type_is_named() =>
        (await app.Anyone.PostAsync("/auth/login/", new { username = 5, password = "secret" })).ExpectInvalid("username");

    [Fact]
    public async Task Without_credentials_the_answer_says_so()
    {
        var answer = (await app.Anyone.GetAsync("/events/")).Expect(401);

        Assert.Equal("Authentication credentials were not provided.", answer["detail"].Text);
        Assert.Null(answer["code"]);
    }
}
