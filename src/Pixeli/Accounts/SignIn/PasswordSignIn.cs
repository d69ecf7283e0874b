using Microsoft.AspNetCore.Identity;
using Pixeli.Hosting.Limits;

namespace Pixeli.Accounts.SignIn;

/// <summary>Checks a name and a password, in the same time whether or not there is such a person, and only so often.</summary>
public sealed class PasswordSignIn
{
    private static readonly User Nobody = new() { Name = "" };
    private static string? _nobodysHash;
    private readonly UserManager<User> _users;
    private readonly IPasswordHasher<User> _hasher;
    private readonly SignInGuard _guard;
    private readonly KnownClients _clients;

    internal PasswordSignIn(UserManager<User> users, IPasswordHasher<User> hasher, SignInGuard guard, KnownClients clients) =>
        (_users, _hasher, _guard, _clients) = (users, hasher, guard, clients);

    /// <summary>The person, unless name or password are wrong, the account is not active, or there were too many failures before.</summary>
    public async Task<PasswordCheck> CheckAsync(string usernameOrEmail, string password, HttpContext context)
    {
        usernameOrEmail = usernameOrEmail.Trim(); // keyboards of phones put a space after a word they suggested
        var user = await _users.FindByNameAsync(usernameOrEmail)
            ?? (usernameOrEmail.Contains('@', StringComparison.Ordinal) ? await _users.FindByEmailAsync(usernameOrEmail) : null);
        var attempt = await _guard.CountAsync(
            _users.NormalizeName(usernameOrEmail),
            ClientAddress.Of(context),
            user is null ? null : _clients.DeviceOf(context, user.Id),
            async () => user is not null && await _clients.IsKnownAddressAsync(context, user.Id));
        if (attempt.Wait is { } wait)
            return new(null, wait);
        if (!await IsRightAsync(user, password) || user is not { EmailConfirmed: true, DisabledAt: null })
            return default;
        attempt.TakeBack();
        await _clients.RememberAsync(context, user.Id);
        return new(user, null);
    }

    private async Task<bool> IsRightAsync(User? user, string password)
    {
        if (user?.PasswordHash is not null)
            return await _users.CheckPasswordAsync(user, password);
        _nobodysHash ??= _hasher.HashPassword(Nobody, "nobody has this password");
        _hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
        return false;
    }
}
