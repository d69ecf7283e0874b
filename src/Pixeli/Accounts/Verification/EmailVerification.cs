using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts.Verification;

/// <summary>Proves that an address is its owner's, by the code that was sent there.</summary>
public sealed class EmailVerification(
    PixeliDb db, UserManager<User> users, OneTimeCodeKey key, OneTimeCodes codes, CodeMailing mailing)
{
    /// <summary>Makes the account ready to be used.</summary>
    /// <returns>The person, or null when the code is wrong, used, expired, or was guessed at too often.</returns>
    public Task<Guid?> VerifyAsync(string email, string code, CancellationToken cancellationToken)
    {
        var typed = key.Typed(users.NormalizeEmail(email.Trim()), CodePurpose.VerifyEmail, code);
        return db.WriteAsync(
            async () =>
            {
                var id = await codes.RedeemAsync(typed, cancellationToken);
                var verified = await db.Users.Where(user => user.Id == id && user.DisabledAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, true), cancellationToken);
                return verified == 1 ? id : null;
            },
            cancellationToken);
    }

    /// <summary>Sends another code to an account that waits for one.</summary>
    /// <returns>Null when it is done, else how long to wait before asking again.</returns>
    public Task<TimeSpan?> ResendAsync(string email, CancellationToken cancellationToken) =>
        mailing.SendAsync(email, CodePurpose.VerifyEmail, cancellationToken);

    /// <summary>How long until <see cref="ResendAsync"/> sends; null when it does now.</summary>
    public Task<TimeSpan?> WaitAsync(string email, CancellationToken cancellationToken) =>
        mailing.WaitAsync(email, CodePurpose.VerifyEmail, cancellationToken);
}
