using System.Globalization;

namespace Pixeli.Tests;

public sealed class GuessingCodes(PixeliApp app) : IClassFixture<PixeliApp>
{
    private static int _number;

    [Fact]
    public async Task Of_fifty_wrong_guesses_at_once_five_count_and_the_right_code_comes_too_late()
    {
        var (email, code) = await WaitingAsync();

        var guesses = await Task.WhenAll(Enumerable.Range(1, 50).Select(step => VerifyAsync(email, Another(code, step))));

        Assert.All(guesses, guess => guess.ExpectInvalid("otp"));
        (await VerifyAsync(email, code)).ExpectInvalid("otp");
    }

    [Fact]
    public async Task Four_wrong_guesses_are_forgiven()
    {
        var (email, code) = await WaitingAsync();
        for (var step = 1; step <= 4; step++)
            (await VerifyAsync(email, Another(code, step))).ExpectInvalid("otp");

        (await VerifyAsync(email, $" {code[..3]} {code[3..]} ")).Expect(200);
    }

    [Fact]
    public async Task Of_many_who_bring_the_right_code_at_once_one_gets_in()
    {
        var (email, code) = await WaitingAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAsync(email, code)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.ExpectInvalid("otp"));
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes_once_and_for_one_purpose()
    {
        await using var own = await PixeliApp.StartAsync();
        var (email, code) = await WaitingAsync(own);
        (await own.Anyone.PostAsync("/auth/password-reset/confirm/", new { email, otp = code, password = "another secret" })).ExpectInvalid("otp");
        own.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(10));
        (await VerifyAsync(email, code, own)).Expect(200);
        (await VerifyAsync(email, code, own)).ExpectInvalid("otp");

        (email, code) = await WaitingAsync(own);
        own.Clock.Advance(TimeSpan.FromMinutes(10));
        (await VerifyAsync(email, code, own)).ExpectInvalid("otp");
    }

    [Theory]
    [InlineData("/auth/resend-email-otp/")]
    [InlineData("/auth/request-otp/")]
    public async Task Another_code_can_be_had_after_a_minute_and_ends_the_one_before(string path)
    {
        await using var own = await PixeliApp.StartAsync();
        var (email, first) = await WaitingAsync(own);

        own.Clock.Advance(TimeSpan.FromSeconds(20));
        var early = (await own.Anyone.PostAsync(path, new { email })).Expect(400);
        Assert.Equal("40", early.Headers.GetValues("Retry-After").Single());
        Assert.NotEmpty(early["detail"].Text);
        own.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.NotEmpty((await own.Anyone.PostAsync(path, new { email })).Expect(200)["detail"].Text);

        var second = (await own.Outbox.NewestAsync(email, 2)).Code;
        if (first != second)
            (await VerifyAsync(email, first, own)).ExpectInvalid("otp");
        (await VerifyAsync(email, second, own)).Expect(200);
    }

    [Fact]
    public async Task Of_many_who_ask_for_a_code_at_once_one_has_it_sent()
    {
        await using var own = await PixeliApp.StartAsync();
        var (email, _) = await WaitingAsync(own);
        own.Clock.Advance(TimeSpan.FromMinutes(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => own.Anyone.PostAsync("/auth/request-otp/", new { email })));

        Assert.Single(answers, answer => answer.Status == 200);
        await own.Outbox.NewestAsync(email, 2);
        Assert.Equal(2, own.Outbox.To(email).Count);
    }

    [Fact]
    public async Task Answers_do_not_tell_whether_an_address_is_known()
    {
        var known = (await app.PersonAsync()).Email;
        var (waiting, _) = await WaitingAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var path in (string[])["/auth/request-otp/", "/auth/password-reset/", "/auth/request-otp/", "/auth/password-reset/"])
        {
            var answers = await Task.WhenAll(((string[])[known, waiting, "stranger@example.org"]).Select(email => app.Anyone.PostAsync(path, new { email })));
            Assert.Single(answers.Select(answer => (answer.Status, answer.Body)).Distinct());
        }

        foreach (var email in (string[])[known, waiting, "stranger@example.org", "nobody@example.org", "no address"])
        {
            (await VerifyAsync(email, "x")).ExpectInvalid("otp");
            (await app.Anyone.PostAsync("/auth/password-reset/confirm/", new { email, otp = "x", password = "a long secret" })).ExpectInvalid("otp");
        }

        await app.Outbox.NewestAsync(known);
        Assert.Empty(app.Outbox.To("stranger@example.org"));
        Assert.Single(app.Outbox.To(known)); // the password's; there is nothing to verify
    }

    [Fact]
    public async Task Missing_fields_are_named()
    {
        var answer = await app.Anyone.PostAsync("/auth/verify-email/", new { });
        answer.ExpectInvalid("email");
        answer.ExpectInvalid("otp");
        (await app.Anyone.PostAsync("/auth/request-otp/", new { email = "" })).ExpectInvalid("email");
        (await app.Anyone.PostAsync("/auth/password-reset/", new { email = new string('x', 5000) })).ExpectInvalid("email");
        var confirm = await app.Anyone.PostAsync("/auth/password-reset/confirm/", new { });
        foreach (var field in (string[])["email", "otp", "password"])
            confirm.ExpectInvalid(field);
    }

    private async Task<(string Email, string Code)> WaitingAsync(PixeliApp? where = null)
    {
        where ??= app;
        var username = string.Create(CultureInfo.InvariantCulture, $"waiting{Interlocked.Increment(ref _number)}");
        var email = $"{username}@example.org";
        (await where.Anyone.PostAsync("/auth/signup/", new { username, email, password = "a long secret", name = "Waiting" })).Expect(201);
        return (email, (await where.Outbox.NewestAsync(email)).Code);
    }

    private Task<Answer> VerifyAsync(string email, string otp, PixeliApp? where = null) =>
        (where ?? app).Anyone.PostAsync("/auth/verify-email/", new { email, otp });

    private static string Another(string code, int step) =>
        ((int.Parse(code, CultureInfo.InvariantCulture) + step) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
