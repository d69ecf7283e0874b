namespace Pixeli.Tests;

public sealed class SigningUp(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_new_account_is_inactive_until_its_code_comes_back()
    {
        var account = new { username = "ana", email = "Ana@example.org", password = "a long secret", name = " Ana Kovač " };

        var created = (await app.Anyone.PostAsync("/auth/signup/", account)).Expect(201);
        Assert.Equal(["id", "username", "email", "name"], created.Json.Fields());
        Assert.Equal(("ana", "Ana@example.org", "Ana Kovač"), (created["username"].Text, created["email"].Text, created["name"].Text));
        var refused = (await app.Anyone.PostAsync("/auth/login/", new { username = "ana", password = "a long secret" })).Expect(401);
        Assert.Equal("no_active_account", refused["code"].Text);

        var mail = await app.Outbox.NewestAsync("ana@example.org");
        var verified = (await app.Anyone.PostAsync("/auth/verify-email/", new { email = "ANA@example.org", otp = mail.Code })).Expect(200);
        Assert.Equal(["access", "refresh", "detail"], verified.Json.Fields());

        var me = (await app.Holder(verified["access"].Text).GetAsync("/auth/me/")).Expect(200);
        Assert.Equal(created["id"].Text, me["id"].Text);
        Assert.Equal("public", me["role"].Text);
        (await app.Anyone.PostAsync("/auth/login/", new { username = "ana", password = "a long secret" })).Expect(200);
    }

    [Fact]
    public async Task Missing_fields_are_all_named()
    {
        var answer = await app.Anyone.PostAsync("/auth/signup/", new { name = " " });

        foreach (var field in (string[])["username", "email", "password", "name"])
            Assert.Equal("This field is required.", answer.ExpectInvalid(field));
    }

    [Theory]
    [InlineData("username", "with space")]
    [InlineData("username", "somebody@else.example")]
    [InlineData("username", "long")]
    [InlineData("email", "no address")]
    [InlineData("email", "a@b@c")]
    [InlineData("email", "Ana <ana@example.org>")]
    [InlineData("email", "ana@example.org\r\nBcc: all@example.org")]
    [InlineData("email", "long")]
    [InlineData("password", "short")]
    [InlineData("name", "long")]
    public async Task What_is_wrong_is_told_by_field(string field, string value)
    {
        var account = new Dictionary<string, string> { ["username"] = "wrong", ["email"] = "wrong@example.org", ["password"] = "a long secret", ["name"] = "Somebody" };
        account[field] = value == "long" ? new string('x', 300) + (field == "email" ? "@example.org" : "") : value;

        (await app.Anyone.PostAsync("/auth/signup/", account)).ExpectInvalid(field);
    }

    [Fact]
    public async Task Names_and_addresses_are_taken_whatever_their_case()
    {
        var person = await app.PersonAsync();

        var answer = await SignUpAsync(person.Username.ToUpperInvariant(), person.Email.ToUpperInvariant());

        Assert.Equal("A user with that username already exists.", answer.ExpectInvalid("username"));
        Assert.Equal("Email already registered.", answer.ExpectInvalid("email"));
        Assert.Empty(app.Outbox.To(person.Email));
    }

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SignUpAsync("wanted", $"wanted{number}@example.org")));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.ExpectInvalid("username"));
    }

    [Fact]
    public async Task An_abandoned_sign_up_blocks_name_and_address_no_longer_than_its_code_lives()
    {
        await using var own = await PixeliApp.StartAsync();
        (await SignUpAsync("late", "late@example.org", own)).Expect(201);
        (await SignUpAsync("other", "late@example.org", own)).ExpectInvalid("email");
        (await SignUpAsync("late", "other@example.org", own)).ExpectInvalid("username");
        var first = await own.Outbox.NewestAsync("late@example.org");

        own.Clock.Advance(TimeSpan.FromMinutes(10));
        (await SignUpAsync("later", "late@example.org", own)).Expect(201);
        (await SignUpAsync("late", "other@example.org", own)).Expect(201);

        var second = await own.Outbox.NewestAsync("late@example.org", 2);
        Assert.Contains("later", second.Text, StringComparison.Ordinal);
        (await VerifyAsync("late@example.org", second.Code, own)).Expect(200);
        if (first.Code != second.Code)
            (await VerifyAsync("late@example.org", first.Code, own)).ExpectInvalid("otp");
    }

    [Fact]
    public async Task A_verified_account_is_never_replaced()
    {
        await using var own = await PixeliApp.StartAsync();
        await own.SignUpAsync("kept");

        own.Clock.Advance(TimeSpan.FromDays(30));

        (await SignUpAsync("kept2", "kept@example.org", own)).ExpectInvalid("email");
        (await SignUpAsync("kept", "kept2@example.org", own)).ExpectInvalid("username");
    }

    private Task<Answer> SignUpAsync(string username, string email, PixeliApp? where = null) =>
        (where ?? app).Anyone.PostAsync("/auth/signup/", new { username, email, password = "a long secret", name = "Somebody" });

    private static Task<Answer> VerifyAsync(string email, string otp, PixeliApp where) => where.Anyone.PostAsync("/auth/verify-email/", new { email, otp });
}
