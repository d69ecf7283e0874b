using Microsoft.AspNetCore.Identity;

namespace Pixeli.Accounts;

/// <summary>Checks a name and a password, in the same time whether or not there is such a person.</summary>
public sealed class PasswordSignIn(UserManager<User> users, IPasswordHasher<User> hasher)
{
    private static readonly User Nobody = new() { Name = "" };
    private static string? _nobodysHash;

    /// <summary>The person, or null when name or password are wrong or the account is not active.</summary>
    public async Task<User?> CheckAsync(string usernameOrEmail, string password)
    {
        var user = await users.FindByNameAsync(usernameOrEmail)
            ?? (usernameOrEmail.Contains('@', StringComparison.Ordinal) ? await users.FindByEmailAsync(usernameOrEmail) : null);
        if (user?.PasswordHash is null)
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "nobody has this password");
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            return null;
        }

        return await users.CheckPasswordAsync(user, password) && user is { EmailConfirmed: true, DisabledAt: null } ? user : null;
    }
}
