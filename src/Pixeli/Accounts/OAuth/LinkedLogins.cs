using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts.OAuth;

/// <summary>A provider, and which of its accounts the caller has linked.</summary>
/// <param name="Provider">The name in URLs.</param>
/// <param name="Label">The name people see.</param>
/// <param name="Linked">Whether the caller can sign in with it.</param>
/// <param name="Account">Which account it is, as far as the provider told; null when none is linked.</param>
public sealed record LinkedLogin(string Provider, string Label, bool Linked, string? Account);

/// <summary>The ways in that a person has beside their password.</summary>
public sealed class LinkedLogins(PixeliDb db, OAuthProviders providers)
{
    /// <summary>Every provider of the site, linked or not.</summary>
    public async Task<IReadOnlyList<LinkedLogin>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var accounts = await db.UserLogins.Where(login => login.UserId == caller.Id)
            .ToDictionaryAsync(login => login.LoginProvider, login => login.ProviderDisplayName, cancellationToken);
        return
        [
            .. providers.Choices.Select(provider => new LinkedLogin(
                provider.Name, provider.Label, accounts.ContainsKey(provider.Name), accounts.GetValueOrDefault(provider.Name))),
        ];
    }

    /// <summary>Takes a provider away from the caller, unless they could not sign in any more.</summary>
    /// <returns>Null when it is gone; 404 when it was not linked, 409 when it is the last way in.</returns>
    public Task<Problem?> UnlinkAsync(string provider, Caller caller, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            await db.LockPersonAsync(caller.Id, cancellationToken); // two providers unlinked at once must not both find the other
            string[] usable = [.. providers.Choices.Select(choice => choice.Name)]; // a provider that is no longer configured is no way in
            var (logins, people) = (db.UserLogins, db.Users);
            var mine = logins.Where(login => login.UserId == caller.Id && login.LoginProvider == provider);
            if (!await mine.AnyAsync(cancellationToken))
                return Problem.NotFound("This provider is not linked.");
            var hasOther = await people.AnyAsync(person => person.Id == caller.Id && person.PasswordHash != null, cancellationToken)
                || await logins.AnyAsync(
                    login => login.UserId == caller.Id && login.LoginProvider != provider && usable.Contains(login.LoginProvider), cancellationToken);
            if (!hasOther)
                return Problem.Conflict("This is your only way to sign in. Set a password or link another account first.");
            await mine.ExecuteDeleteAsync(cancellationToken);
            return null;
        },
        cancellationToken);
}

internal static class LoginSets
{
    extension(PixeliDb db)
    {
        public DbSet<IdentityUserLogin<Guid>> UserLogins => db.Set<IdentityUserLogin<Guid>>();
    }

    /// <summary>Makes changes to one person's logins wait for each other until the transaction ends.</summary>
    public static Task LockPersonAsync(this PixeliDb db, Guid person, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.Id == person)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.ConcurrencyStamp, user => user.ConcurrencyStamp), cancellationToken);
}
