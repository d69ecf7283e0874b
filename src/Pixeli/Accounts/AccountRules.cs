using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts;

/// <summary>What a new account must look like, before the database has its say.</summary>
public sealed class AccountRules(UserManager<User> users)
{
    private const int NameLength = 150;
    private const int EmailLength = 254;

    /// <summary>What is wrong by itself, by field; not whether name or address are taken.</summary>
    public async Task<IReadOnlyList<FieldError>> CheckAsync(User user, string password)
    {
        var errors = new List<FieldError>();
        if (user.Name.Characters is 0 or > NameLength)
            errors.Add(new("name", $"Between 1 and {NameLength} characters."));
        if (CheckUsername(user.UserName!, user.Email!) is { } badName)
            errors.Add(new("username", badName));
        if (user.Email!.Length > EmailLength || !MailAddress.TryCreate(user.Email, out var address) || address.Address != user.Email)
            errors.Add(new("email", "Enter a valid email address."));
        errors.AddRange(await CheckPasswordAsync(user, password));
        return errors;
    }

    public async Task<IReadOnlyList<FieldError>> CheckPasswordAsync(User user, string password)
    {
        var errors = new List<FieldError>();
        foreach (var validator in users.PasswordValidators)
            errors.AddRange((await validator.ValidateAsync(users, user, password)).Errors.Select(AccountCreation.ToField));
        return errors;
    }

    /// <summary>Which of name and address somebody has already.</summary>
    public async Task<IReadOnlyList<FieldError>> CheckTakenAsync(User user)
    {
        var errors = new List<FieldError>();
        foreach (var validator in users.UserValidators)
            errors.AddRange((await validator.ValidateAsync(users, user)).Errors.Select(AccountCreation.ToField));
        return errors;
    }

    private string? CheckUsername(string username, string email)
    {
        if (username.Length is 0 or > NameLength)
            return $"Between 1 and {NameLength} characters.";
        if (username.Any(character => !users.Options.User.AllowedUserNameCharacters.Contains(character, StringComparison.Ordinal)))
            return "Use letters, digits and . - _ @ + only.";
        // People sign in by either: nobody may be called what is somebody else's address.
        return username.Contains('@', StringComparison.Ordinal) && !username.Equals(email, StringComparison.OrdinalIgnoreCase)
            ? "A user name with an @ can only be your own email address."
            : null;
    }
}
