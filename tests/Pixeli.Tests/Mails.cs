using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Mail;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests;

public sealed class Mails
{
    [Fact]
    public async Task A_code_arrives_at_the_mail_server_that_wants_a_login()
    {
        using var server = await SmtpServer.StartAsync(0, "--login", "pixeli", "mail secret");
        await using var app = await StartAsync(server.Port, "Pixeli:Mail:UserName=pixeli", "Pixeli:Mail:Password=mail secret");

        await SignUpAsync(app, "ana@example.org");

        var delivery = await server.FirstAsync();
        Assert.Equal("pixeli", delivery.User);
        Assert.Equal(["ana@example.org"], delivery.To);
        Assert.Contains("photos@example.org", delivery.Mail.From, StringComparison.Ordinal);
        Assert.Equal($"{delivery.Mail.Code} is your Pixel-i code", delivery.Mail.Subject);
        (await app.Anyone.PostAsync("/auth/verify-email/", new { email = "ana@example.org", otp = delivery.Mail.Code })).Expect(200);
        await Wait.UntilAsync("the code is kept no longer", async () => await WaitingAsync(app) == 0);
    }

    [Fact]
    public async Task A_mail_waits_for_a_server_that_is_down()
    {
        var port = SmtpServer.FreePort();
        await using var app = await StartAsync(port);
        await SignUpAsync(app, "ana@example.org");
        await Wait.UntilAsync("sending was tried", () => app.WithDbAsync(db => db.Set<OutgoingMail>().AnyAsync(mail => mail.Attempts == 1)));

        using var server = await SmtpServer.StartAsync(port);
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        var delivery = await server.FirstAsync();
        (await app.Anyone.PostAsync("/auth/verify-email/", new { email = "ana@example.org", otp = delivery.Mail.Code })).Expect(200);
    }

    [Fact]
    public async Task A_code_that_died_is_not_sent_any_more()
    {
        using var down = new RefusingPort();
        await using var app = await StartAsync(down.Number);
        await SignUpAsync(app, "ana@example.org");
        await Wait.UntilAsync("sending was tried", () => app.WithDbAsync(db => db.Set<OutgoingMail>().AnyAsync(mail => mail.Attempts == 1)));

        app.Clock.Advance(TimeSpan.FromMinutes(10));

        await Wait.UntilAsync("it is given up", async () => await WaitingAsync(app) == 0);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_given_up_at_once_and_holds_nobody_up()
    {
        using var server = await SmtpServer.StartAsync();
        await using var app = await StartAsync(server.Port);

        await SignUpAsync(app, "nobody@example.org");
        await SignUpAsync(app, "ana@example.org");

        Assert.Equal(["ana@example.org"], (await server.FirstAsync()).To);
        await Wait.UntilAsync("nothing waits", async () => await WaitingAsync(app) == 0);
        Assert.Single(server.Deliveries);
    }

    [Fact]
    public async Task Two_processes_send_a_mail_once()
    {
        using var server = await SmtpServer.StartAsync();
        await using var app = await StartAsync(server.Port);
        await using var beside = await app.StartBesideAsync(null, Settings(server.Port));

        for (var number = 0; number < 10; number++)
            await SignUpAsync(app, string.Create(CultureInfo.InvariantCulture, $"person{number}@example.org"));

        await Wait.UntilAsync("all are sent", async () => await WaitingAsync(app) == 0 && server.Deliveries.Count >= 10);
        Assert.Equal(10, server.Deliveries.Select(delivery => delivery.To[0]).Distinct().Count());
        Assert.Equal(10, server.Deliveries.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_when_encryption_is_wanted()
    {
        using var server = await SmtpServer.StartAsync();
        await using var app = await StartAsync(server.Port, "Pixeli:Mail:StartTls=true");

        await SignUpAsync(app, "ana@example.org");

        await Wait.UntilAsync("sending was tried", () => app.WithDbAsync(db => db.Set<OutgoingMail>().AnyAsync(mail => mail.Attempts == 1)));
        Assert.Empty(server.Deliveries);
    }

    [Theory]
    [InlineData("Pixeli:Mail:From=no address")]
    [InlineData("Pixeli:Mail:UserName=without a password")]
    [InlineData("Pixeli:Mail:Port=0")]
    public async Task Settings_that_make_no_sense_stop_the_start(string setting) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => PixeliApp.StartAsync(null, setting));

    [Fact]
    public async Task The_mails_are_as_they_were_approved()
    {
        await using var app = await PixeliApp.StartAsync();
        (await app.Anyone.PostAsync("/auth/signup/", new { username = "ana+b@example.org", email = "ana+b@example.org", password = "a long secret", name = "<Ana>" })).Expect(201);
        await ApproveAsync("verify-email", await app.Outbox.NewestAsync("ana+b@example.org"));
        (await app.Anyone.PostAsync("/auth/password-reset/", new { email = "ana+b@example.org" })).Expect(200);
        await ApproveAsync("reset-password", await app.Outbox.NewestAsync("ana+b@example.org", 2));
    }

    private static async Task ApproveAsync(string name, ReceivedMail mail)
    {
        var whole = $"From: {mail.From}\nTo: {mail.To}\nSubject: {mail.Subject}\n\n{mail.Text}\n{mail.Html}";
        await Approved.MatchAsync($"{name}.mail.txt", whole.Replace(mail.Code, "123456", StringComparison.Ordinal));
    }

    private static string[] Settings(int port, params string[] more) =>
    [
        "Pixeli:Mail:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"Pixeli:Mail:Port={port}"),
        "Pixeli:Mail:StartTls=false", "Pixeli:Mail:From=Pixel-i <photos@example.org>", .. more,
    ];

    private static Task<PixeliApp> StartAsync(int port, params string[] more) => PixeliApp.StartAsync(null, Settings(port, more));

    private static async Task SignUpAsync(PixeliApp app, string email) => (await app.Anyone.PostAsync(
        "/auth/signup/", new { username = email.Split('@')[0], email, password = "a long secret", name = "Somebody" })).Expect(201);

    private static Task<int> WaitingAsync(PixeliApp app) => app.WithDbAsync(db => db.Set<OutgoingMail>().CountAsync());
}
