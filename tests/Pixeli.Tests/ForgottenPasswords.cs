namespace Pixeli.Tests;

public sealed class ForgottenPasswords(PixeliApp app) : IClassFixture<PixeliApp>
{
    private const string NewPassword = "another long secret";

    [Fact]
    public async Task A_mailed_code_sets_a_new_password_and_ends_every_session()
    {
        var person = await app.PersonAsync();
        var phone = await app.SignInAsync(person);
        var code = await CodeAsync(person);

        Assert.NotEmpty((await ConfirmAsync(person, code)).Expect(200)["detail"].Text);

        Assert.Equal("token_not_valid", (await person.GetAsync("/auth/me/")).Expect(401)["code"].Text);
        (await phone.GetAsync("/auth/me/")).Expect(401);
        (await app.Anyone.PostAsync("/auth/token/refresh/", new { refresh = phone.Refresh })).Expect(401);
        (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = person.Password })).Expect(401);
        (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = NewPassword })).Expect(200);
        (await ConfirmAsync(person, code)).ExpectInvalid("otp");
    }

    [Fact]
    public async Task A_bad_password_is_told_and_costs_no_attempt()
    {
        var person = await app.PersonAsync();
        var code = await CodeAsync(person);

        for (var time = 0; time < 6; time++)
            (await ConfirmAsync(person, code, "short")).ExpectInvalid("password");

        (await ConfirmAsync(person, code)).Expect(200);
    }

    [Fact]
    public async Task Asking_twice_within_a_minute_sends_one_mail_and_keeps_its_code()
    {
        var person = await app.PersonAsync();
        var code = await CodeAsync(person);

        (await app.Anyone.PostAsync("/auth/password-reset/", new { email = person.Email })).Expect(200);

        (await ConfirmAsync(person, code)).Expect(200);
        Assert.Single(app.Outbox.To(person.Email));
    }

    [Fact]
    public async Task Who_signed_up_and_lost_the_code_gets_in_this_way_too()
    {
        (await app.Anyone.PostAsync("/auth/signup/", new { username = "lost", email = "lost@example.org", password = "forgotten secret", name = "Lost" })).Expect(201);
        await app.Outbox.NewestAsync("lost@example.org");
        (await app.Anyone.PostAsync("/auth/password-reset/", new { email = "lost@example.org" })).Expect(200);
        var code = (await app.Outbox.NewestAsync("lost@example.org", 2)).Code;

        (await app.Anyone.PostAsync("/auth/password-reset/confirm/", new { email = "lost@example.org", otp = code, password = NewPassword })).Expect(200);

        (await app.Anyone.PostAsync("/auth/login/", new { username = "lost", password = NewPassword })).Expect(200);
    }

    [Fact]
    public async Task A_disabled_account_stays_shut()
    {
        var person = await app.PersonAsync();
        var code = await CodeAsync(person);
        await app.DisableAsync(person);

        (await ConfirmAsync(person, code)).ExpectInvalid("otp");
        (await app.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = NewPassword })).Expect(401);
    }

    private async Task<string> CodeAsync(Person person)
    {
        (await app.Anyone.PostAsync("/auth/password-reset/", new { email = person.Email })).Expect(200);
        return (await app.Outbox.NewestAsync(person.Email)).Code;
    }

    private Task<Answer> ConfirmAsync(Person person, string otp, string password = NewPassword) =>
        app.Anyone.PostAsync("/auth/password-reset/confirm/", new { email = person.Email, otp, password });
}
