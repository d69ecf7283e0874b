namespace Pixeli.Accounts.SignIn;

/// <summary>What became of a name and a password.</summary>
/// <param name="User">The person; null when name or password are wrong, the account is not active, or it was not looked at.</param>
/// <param name="Wait">Set when there were too many failures: how long until the next attempt is looked at.</param>
public readonly record struct PasswordCheck(User? User, TimeSpan? Wait);
