using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts.Passwords;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts;

/// <summary>What a new account needs.</summary>
public sealed record NewAccount(string Username, string Email, string Name, string Password)
{
    internal User ToUser(Role role, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(),
        UserName = Username.Trim(),
        Email = Email.Trim(),
        Name = Name.Trim(),
        Role = role,
        CreatedAt = now,
    };
}

/// <summary>Makes accounts and says what is wrong with what was asked for, by field.</summary>
public sealed class AccountCreation(UserManager<User> users, AccountRules rules, PixeliDb db, TimeProvider clock)
{
    /// <summary>Creates an account that is ready to be used: its address counts as verified.</summary>
    /// <returns>The person, or the errors by field: <c>username</c>, <c>email</c>, <c>name</c>, <c>password</c>.</returns>
    public async Task<(User? User, IReadOnlyList<FieldError> Errors)> CreateVerifiedAsync(NewAccount account, Role role)
    {
        var user = account.ToUser(role, clock.UtcNow);
        user.EmailConfirmed = true;
        var wrong = await rules.CheckAsync(user, account.Password);
        if (wrong.Count > 0)
            return (null, wrong);
        var result = await users.CreateAsync(user, account.Password);
        return result.Succeeded ? (user, []) : (null, [.. result.Errors.Select(ToField)]);
    }

    /// <summary>True until there is an administrator.</summary>
    public async Task<bool> NeedsAdministratorAsync(CancellationToken cancellationToken) =>
        !await db.Users.AnyAsync(user => user.Role == Role.Administrator, cancellationToken);

    /// <summary>Creates the first administrator; of two that come at once, one.</summary>
    public Task<(User? User, IReadOnlyList<FieldError> Errors)> CreateFirstAdministratorAsync(
        NewAccount account, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            if (!db.IsSqlite)
                await db.Database.ExecuteSqlRawAsync("LOCK TABLE users IN EXCLUSIVE MODE", cancellationToken);
            return await NeedsAdministratorAsync(cancellationToken)
                ? await CreateVerifiedAsync(account, Role.Administrator)
                : (null, [new(FieldError.NoField, "Pixel-i is set up already. Sign in instead.")]);
        },
        cancellationToken);

    internal static FieldError ToField(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => new("username", "A user with that username already exists."),
        nameof(IdentityErrorDescriber.InvalidUserName) => new("username", "Use letters, digits and . - _ @ + only."),
        nameof(IdentityErrorDescriber.DuplicateEmail) => new("email", "Email already registered."),
        nameof(IdentityErrorDescriber.InvalidEmail) => new("email", "Enter a valid email address."),
        nameof(IdentityErrorDescriber.PasswordTooShort) => new("password", "Use at least 8 characters."),
        GuessablePasswords.Code => new("password", error.Description),
        _ => new(FieldError.NoField, error.Description),
    };
}
