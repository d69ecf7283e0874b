using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;

namespace Pixeli.Tests.OAuth;

/// <summary>Sign up, sign in again, and whose account it is, with a real OpenID provider.</summary>
public sealed class SigningInElsewhere(OAuthApp site) : IClassFixture<OAuthApp>
{
    [Fact]
    public async Task Somebody_new_gets_an_account_and_comes_back_to_it()
    {
        var (login, email) = await site.SomebodyAsync(name: "Mira Novak", username: "mira@elsewhere.example");
        using var first = site.Visitor();
        (await first.ContinueWithAsync("test", login, "?returnUrl=/upload")).Expect(200);
        Assert.Equal("/upload", first.Location.AbsolutePath);

        var account = await site.AccountAsync(email);
        Assert.NotNull(account);
        Assert.Equal(("mira", "Mira Novak", Role.Public, true), (account.UserName, account.Name, account.Role, account.EmailConfirmed));
        Assert.Null(account.PasswordHash);

        // The address may change at the provider: the person is known by their key.
        await site.Provider.KnowAsync(login, new { email = "new-" + email, email_verified = false });
        using var second = site.Visitor();
        (await second.ContinueWithAsync("test", login)).Expect(200);
        (await second.SendAsync(HttpMethod.Get, "/events/")).Expect(200);
        Assert.Equal(1, await site.App.WithDbAsync(db => db.Users.CountAsync(user => user.Email!.EndsWith(email))));
    }

    [Fact]
    public async Task User_names_that_are_taken_get_a_number()
    {
        var (one, firstEmail) = await site.SomebodyAsync(username: "Ünique-näme!");
        var (two, secondEmail) = await site.SomebodyAsync(username: "nique-nme");
        foreach (var login in (string[])[one, two])
        {
            using var visitor = site.Visitor();
            (await visitor.ContinueWithAsync("test", login)).Expect(200);
        }

        Assert.Equal("nique-nme", (await site.AccountAsync(firstEmail))!.UserName);
        Assert.Equal("nique-nme2", (await site.AccountAsync(secondEmail))!.UserName);
    }

    [Fact]
    public async Task A_verified_address_finds_the_verified_account_that_has_it()
    {
        var person = await site.App.PersonAsync();
        var (login, _) = await site.SomebodyAsync(email: person.Email.ToUpperInvariant());
        using var visitor = site.Visitor();

        (await visitor.ContinueWithAsync("test", login)).Expect(200);

        Assert.Equal(person.Id, (await site.App.WithDbAsync(db => db.Set<Microsoft.AspNetCore.Identity.IdentityUserLogin<Guid>>().SingleAsync(row => row.ProviderKey == login))).UserId);
        await site.App.SignInAsync(person); // their password still is what it was
    }

    [Fact]
    public async Task An_address_that_is_not_verified_opens_no_account_and_makes_none()
    {
        var person = await site.App.PersonAsync();
        var (thief, _) = await site.SomebodyAsync(verified: false, email: person.Email);
        var (vague, email) = await site.SomebodyAsync(verified: false);
        foreach (var login in (string[])[thief, vague])
        {
            using var visitor = site.Visitor();
            var answer = (await visitor.ContinueWithAsync("test", login)).Expect(403);
            Assert.Equal("no_verified_email", answer["code"].Text);
            (await visitor.SendAsync(HttpMethod.Get, "/events/")).Expect(401);
        }

        Assert.Null(await site.AccountAsync(email));
    }

    [Fact]
    public async Task An_account_that_somebody_never_verified_belongs_to_who_can()
    {
        var person = await site.App.PersonAsync();
        await site.App.WithDbAsync(db => db.Users.Where(user => user.Id == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, false)));
        var (login, _) = await site.SomebodyAsync(email: person.Email, name: "The Owner");
        using var visitor = site.Visitor();

        (await visitor.ContinueWithAsync("test", login)).Expect(200);

        (await site.App.Anyone.PostAsync("/auth/login/", new { username = person.Username, password = person.Password })).Expect(401);
        Assert.Equal("The Owner", (await site.AccountAsync(person.Email))!.Name);
    }

    [Fact]
    public async Task A_shut_account_stays_shut()
    {
        var person = await site.App.PersonAsync();
        var (login, _) = await site.SomebodyAsync(email: person.Email);
        await site.App.DisableAsync(person);
        using var visitor = site.Visitor();

        Assert.Equal("disabled", (await visitor.ContinueWithAsync("test", login)).Expect(403)["code"].Text);
    }

    [Fact]
    public async Task A_provider_may_be_for_people_who_have_an_account()
    {
        var (login, email) = await site.SomebodyAsync();
        using var visitor = site.Visitor();

        Assert.Equal("no_account", (await visitor.ContinueWithAsync("closed", login)).Expect(403)["code"].Text);
        Assert.Null(await site.AccountAsync(email));
    }

    [Fact]
    public async Task Of_two_sign_ups_at_once_there_is_one_account()
    {
        var (login, email) = await site.SomebodyAsync();
        var visitors = Enumerable.Range(0, 4).Select(_ => site.Visitor()).ToList();

        var answers = await Task.WhenAll(visitors.Select(visitor => visitor.ContinueWithAsync("test", login)));

        Assert.All(answers, answer => answer.Expect(200));
        Assert.Equal(1, await site.App.WithDbAsync(db => db.Users.CountAsync(user => user.Email == email)));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task The_sign_in_page_offers_the_providers()
    {
        using var visitor = site.Visitor(wantsPages: true);

        var page = (await visitor.GoAsync("/login?returnUrl=/upload")).Expect(200).Body;

        Assert.Contains("Continue with Test House", page, StringComparison.Ordinal);
        Assert.Contains("/auth/oauth/test/start?returnUrl=%2Fupload", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_sent_to_another_site(string target)
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();

        (await visitor.ContinueWithAsync("test", login, $"?returnUrl={Uri.EscapeDataString(target)}")).Expect(200);

        Assert.Equal(new Uri(site.App.Address, "/"), visitor.Location);
    }
}
