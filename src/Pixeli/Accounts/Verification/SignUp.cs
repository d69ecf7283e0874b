using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Mail;

namespace Pixeli.Accounts.Verification;

/// <summary>Accounts that people make themselves. They cannot sign in until the code that was mailed to them came back.</summary>
public sealed class SignUp(
    PixeliDb db, UserManager<User> users, AccountRules rules, OneTimeCodeKey key, CodeMailing mailing, MailQueue mails, TimeProvider clock)
{
    /// <summary>Creates the account and sends its code.</summary>
    /// <returns>The person, or the errors by field: <c>username</c>, <c>email</c>, <c>name</c>, <c>password</c>.</returns>
    public async Task<(User? User, IReadOnlyList<FieldError> Errors)> CreateAsync(NewAccount account, CancellationToken cancellationToken)
    {
        var user = account.ToUser(Role.Public, clock.UtcNow);
        var wrong = await rules.CheckAsync(user, account.Password);
        if (wrong.Count > 0)
            return (null, wrong);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, account.Password); // slow on purpose, so before the transaction
        var code = key.New(users.NormalizeEmail(user.Email)!, CodePurpose.VerifyEmail);
        IReadOnlyList<FieldError> taken;
        try
        {
            taken = await db.WriteAsync(() => CreateAsync(user, code, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            taken = await rules.CheckTakenAsync(user); // by who came at the same moment
        }

        if (taken.Count > 0)
            return (null, taken);
        mails.Wake();
        return (user, []);
    }

    private async Task<IReadOnlyList<FieldError>> CreateAsync(User user, HashedCode code, CancellationToken cancellationToken)
    {
        await RemoveAbandonedAsync(users.NormalizeEmail(user.Email)!, users.NormalizeName(user.UserName)!, cancellationToken);
        var result = await users.CreateAsync(user);
        if (!result.Succeeded)
            return [.. result.Errors.Select(AccountCreation.ToField)];
        await mailing.WelcomeAsync(user, code, cancellationToken);
        return [];
    }

    // Somebody began, with this address or name, and never entered a code: their last one is dead, and the name is free again.
    private Task RemoveAbandonedAsync(string email, string name, CancellationToken cancellationToken)
    {
        var (now, codes, sessions) = (clock.UtcNow, db.Set<OneTimeCode>(), db.Sessions);
        return db.Users
            .Where(user => (user.NormalizedEmail == email || user.NormalizedUserName == name) && !user.EmailConfirmed && user.DisabledAt == null)
            .Where(user => !codes.Any(code => code.UserId == user.Id && code.ExpiresAt > now) && !sessions.Any(session => session.UserId == user.Id))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
