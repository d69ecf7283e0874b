using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts.OAuth;

/// <summary>Whose account a provider's person is: the one it is linked to, the one with their verified address, or a new one.</summary>
internal sealed class OAuthAccounts(UserManager<User> users, PixeliDb db, TimeProvider clock)
{
    private const int MostAttempts = 4;

    /// <exception cref="OAuthException">They have no account here and get none.</exception>
    public async Task<User> FindOrCreateAsync(OAuthProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var user = await db.WriteAsync(() => LinkedOrNewAsync(provider, identity, cancellationToken), cancellationToken);
                return user.DisabledAt is null ? user : throw new OAuthException(OAuthFailure.Disabled, $"{user.UserName} is shut.");
            }
            catch (DbUpdateException failure) when (attempt < MostAttempts && db.IsUniqueViolation(failure))
            {
                db.ChangeTracker.Clear(); // the same person came twice at once, or two want one name: now there is what the other one made
            }
        }
    }

    /// <summary>Links the provider to the person of a session.</summary>
    /// <exception cref="OAuthException">The session has ended, or either side is linked already.</exception>
    public async Task LinkAsync(OAuthProvider provider, ProviderIdentity identity, Guid session, CancellationToken cancellationToken)
    {
        try
        {
            await db.WriteAsync(() => LinkToAsync(provider, identity, session, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            throw new OAuthException(OAuthFailure.LinkedElsewhere, "Linked by somebody else at the same moment.", failure);
        }
    }

    private async Task<User> LinkedOrNewAsync(OAuthProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        if (await users.FindByLoginAsync(provider.Name, identity.Key) is { } linked)
            return linked;
        // Without a verified address it could be anybody's: neither is that account given away nor the address taken from its owner.
        if (identity.Email is null || !(identity.IsEmailVerified || provider.TrustEmail))
            throw new OAuthException(OAuthFailure.NoVerifiedEmail, $"{identity.Key} has no verified address.");
        var user = await users.FindByEmailAsync(identity.Email);
        if (user is { DisabledAt: not null })
            return user;
        if (user is { EmailConfirmed: false })
            Claim(user, identity);
        if (user is null)
            db.Add(user = await NewAsync(provider, identity, cancellationToken));
        db.Add(LoginOf(user.Id, provider, identity));
        await db.SaveChangesAsync(cancellationToken);
        return user;
    }

    /// <summary>
    /// Somebody signed up with this address and never showed that it is theirs. It belongs to who shows it now, and the password,
    /// which may be somebody else's, goes.
    /// </summary>
    private static void Claim(User user, ProviderIdentity identity)
    {
        user.PasswordHash = null;
        user.SecurityStamp = RandomNumberGenerator.GetHexString(32);
        user.EmailConfirmed = true;
        user.Name = NameOf(identity);
    }

    // Not by UserManager.CreateAsync: what it finds taken it reports as the person's mistake; the database's word can be tried again.
    private async Task<User> NewAsync(OAuthProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        if (!provider.CreateAccounts)
            throw new OAuthException(OAuthFailure.NoAccount, $"{provider.Name} makes no accounts.");
        if (identity.Email!.Length > 254 || !new EmailAddressAttribute().IsValid(identity.Email) || identity.Email.Any(char.IsControl))
            throw new OAuthException(OAuthFailure.NoVerifiedEmail, "The address is none.");
        var username = await FreeUsernameAsync(identity, cancellationToken);
        return new()
        {
            Id = Guid.CreateVersion7(),
            UserName = username,
            NormalizedUserName = users.NormalizeName(username),
            Email = identity.Email,
            NormalizedEmail = users.NormalizeEmail(identity.Email),
            EmailConfirmed = true,
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            Name = NameOf(identity),
            Role = Role.Public,
            CreatedAt = clock.UtcNow,
        };
    }

    private async Task<string> FreeUsernameAsync(ProviderIdentity identity, CancellationToken cancellationToken)
    {
        var wish = Usernames.From(identity.Username, identity.Email!);
        var people = db.Users;
        for (var number = 1; number < 20; number++)
        {
            var name = number == 1 ? wish : $"{wish}{number}";
            var normalized = users.NormalizeName(name);
            if (!await people.AnyAsync(user => user.NormalizedUserName == normalized, cancellationToken))
                return name;
        }

        return wish + RandomNumberGenerator.GetString("0123456789", 8);
    }

    private async Task LinkToAsync(OAuthProvider provider, ProviderIdentity identity, Guid session, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var person = await db.Sessions
            .Where(row => row.Id == session && row.EndedAt == null && row.ExpiresAt > now && row.User!.DisabledAt == null)
            .Select(row => (Guid?)row.UserId).FirstOrDefaultAsync(cancellationToken)
            ?? throw new OAuthException(OAuthFailure.Expired, "The session has ended.");
        await db.LockPersonAsync(person, cancellationToken); // of two links at once, one
        var logins = db.UserLogins;
        if (await users.FindByLoginAsync(provider.Name, identity.Key) is { } owner)
        {
            if (owner.Id != person)
                throw new OAuthException(OAuthFailure.LinkedElsewhere, $"Linked to {owner.UserName}.");
            return;
        }

        if (await logins.AnyAsync(login => login.UserId == person && login.LoginProvider == provider.Name, cancellationToken))
            throw new OAuthException(OAuthFailure.LinkedAlready, "Another account of this provider is linked.");
        db.Add(LoginOf(person, provider, identity));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IdentityUserLogin<Guid> LoginOf(Guid user, OAuthProvider provider, ProviderIdentity identity) => new()
    {
        UserId = user,
        LoginProvider = provider.Name,
        ProviderKey = identity.Key,
        ProviderDisplayName = Usernames.Printable(identity.Account, 254),
    };

    private static string NameOf(ProviderIdentity identity) =>
        Usernames.Printable(identity.Name, 150) is { Length: > 0 } name ? name : Usernames.From(identity.Username, identity.Email!);
}
