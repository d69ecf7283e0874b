using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.OAuth;

/// <summary>GitHub speaks OAuth 2.0 without id tokens: an Enterprise server's address leads the flow to one for tests.</summary>
public sealed class SigningInWithGitHub : IAsyncLifetime
{
    private readonly OpenIdServer _gitHub = new("github.mjs");
    private PixeliApp _app = null!;

    public async Task InitializeAsync()
    {
        await _gitHub.InitializeAsync();
        _app = await PixeliApp.StartAsync(null, _gitHub.Settings("github"));
        await _app.PersonAsync(Role.Administrator);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _gitHub.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_signs_in_with_their_primary_verified_address()
    {
        await KnowAsync("octo", 583231, ("old@people.example", false, true), ("work@people.example", false, false), ("octo@people.example", true, true));
        using var visitor = new Visitor(_app);

        (await visitor.ContinueWithAsync("github", "octo")).Expect(200);

        var account = await _app.WithDbAsync(db => db.Users.SingleAsync(user => user.UserName == "octo"));
        Assert.Equal(("octo@people.example", "Octo Cat"), (account.Email, account.Name));
        using var again = new Visitor(_app);
        (await again.ContinueWithAsync("github", "octo")).Expect(200);
        (await again.SendAsync(HttpMethod.Get, "/events/")).Expect(200);
    }

    [Fact]
    public async Task An_address_that_GitHub_has_not_verified_is_none()
    {
        await KnowAsync("vague", 77, ("vague@people.example", true, false));
        using var visitor = new Visitor(_app);

        Assert.Equal("no_verified_email", (await visitor.ContinueWithAsync("github", "vague")).Expect(403)["code"].Text);
    }

    private Task KnowAsync(string login, long id, params (string Email, bool Primary, bool Verified)[] emails) => _gitHub.KnowAsync(login, new
    {
        user = new { id, login, name = "Octo Cat" },
        emails = emails.Select(address => new { email = address.Email, primary = address.Primary, verified = address.Verified }),
    });
}
