using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts.Verification;

/// <summary>A new password for who can read the account's mail.</summary>
public sealed class PasswordReset(
    PixeliDb db, UserManager<User> users, AccountRules rules, OneTimeCodeKey key, OneTimeCodes codes, CodeMailing mailing, TimeProvider clock)
{
    /// <summary>Sends a code. Asked again within a minute it sends none: the one before is still good, and on its way.</summary>
    /// <returns>Null when it is done, else how long to wait before asking again.</returns>
    public Task<TimeSpan?> RequestAsync(string email, CancellationToken cancellationToken) =>
        mailing.SendAsync(email, CodePurpose.ResetPassword, cancellationToken);

    /// <summary>How long until <see cref="RequestAsync"/> sends; null when it does now.</summary>
    public Task<TimeSpan?> WaitAsync(string email, CancellationToken cancellationToken) =>
        mailing.WaitAsync(email, CodePurpose.ResetPassword, cancellationToken);

    /// <summary>Sets the password and ends every session. The code came by mail, so the address counts as verified too.</summary>
    /// <returns>What is wrong, by field: <c>otp</c>, <c>password</c>; empty when it is done.</returns>
    public async Task<IReadOnlyList<FieldError>> ConfirmAsync(string email, string code, string password, CancellationToken cancellationToken)
    {
        var address = email.Trim();
        var somebody = new User { Name = address, UserName = address, Email = address }; // the rules must not tell whose address it is
        var wrong = await rules.CheckPasswordAsync(somebody, password);
        if (wrong.Count > 0)
            return wrong;
        var hash = users.PasswordHasher.HashPassword(somebody, password);
        var typed = key.Typed(users.NormalizeEmail(address), CodePurpose.ResetPassword, code);
        var done = await db.WriteAsync(
            async () => await codes.RedeemAsync(typed, cancellationToken) is { } id && await SetAsync(id, hash, cancellationToken),
            cancellationToken);
        return done ? [] : [CodeErrors.Wrong];
    }

    private async Task<bool> SetAsync(Guid id, string hash, CancellationToken cancellationToken)
    {
        var (now, stamp) = (clock.UtcNow, Guid.CreateVersion7().ToString("N"));
        var set = await db.Users.Where(user => user.Id == id && user.DisabledAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.PasswordHash, hash).SetProperty(user => user.EmailConfirmed, true)
                .SetProperty(user => user.AccessFailedCount, 0).SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null)
                .SetProperty(user => user.SecurityStamp, stamp).SetProperty(user => user.ConcurrencyStamp, stamp),
            cancellationToken);
        await db.EndSessionsAsync(session => session.UserId == id, now, cancellationToken);
        return set == 1;
    }
}

internal static class CodeErrors
{
    /// <summary>Says no more than that: not whether the address is known, the code expired, or the attempts are used up.</summary>
    public static FieldError Wrong { get; } = new("otp", "This code is wrong or no longer good. Check it, or have a new one sent.");
}
