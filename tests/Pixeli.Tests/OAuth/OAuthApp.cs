using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.OAuth;

/// <summary>The application with a real OpenID provider beside it, known under three names.</summary>
public sealed class OAuthApp : IAsyncLifetime
{
    public const string AppRedirect = "org.example.pixeli:/signed-in";
    private static int _people;

    public OpenIdServer Provider { get; } = new();

    public PixeliApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Provider.InitializeAsync();
        App = await PixeliApp.StartAsync(
            null,
            [
                .. Provider.Settings("test", "Label=Test House"),
                .. Provider.Settings("other"),
                .. Provider.Settings("closed", "CreateAccounts=false"),
                $"Pixeli:OAuth:AppRedirects:0={AppRedirect}",
            ]);
        await App.PersonAsync(Role.Administrator); // a site without one shows its set-up page
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Somebody the provider knows, with an address that nobody else has.</summary>
    public async Task<(string Login, string Email)> SomebodyAsync(
        bool verified = true, string? email = null, string? name = null, object? tamper = null, string? username = null)
    {
        var login = string.Create(CultureInfo.InvariantCulture, $"sub-{Interlocked.Increment(ref _people)}");
        email ??= $"{login}@people.example";
        await Provider.KnowAsync(login, new { email, email_verified = verified, name = name ?? "Mira Novak", preferred_username = username ?? login }, tamper);
        return (login, email);
    }

    internal Visitor Visitor(bool wantsPages = false) => new(App, wantsPages);

    public Task<User?> AccountAsync(string email) => App.WithDbAsync(db =>
    {
        var normalized = email.ToUpperInvariant();
        return db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedEmail == normalized);
    });
}
