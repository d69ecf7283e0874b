using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Mail;

namespace Pixeli.Accounts.Verification;

/// <summary>Sends codes to who asks for them by address, and answers the same whether or not somebody has that address.</summary>
public sealed class CodeMailing(PixeliDb db, UserManager<User> users, OneTimeCodeKey key, OneTimeCodes codes, MailQueue mails)
{
    /// <summary>Sends a code to whoever has the address and may have one.</summary>
    /// <returns>Null when it is done, else how long to wait before the next may be sent.</returns>
    public async Task<TimeSpan?> SendAsync(string email, CodePurpose purpose, CancellationToken cancellationToken)
    {
        var normalized = users.NormalizeEmail(email.Trim());
        var code = key.New(normalized, purpose);
        var person = await db.Users
            .Where(user => user.NormalizedEmail == normalized && user.DisabledAt == null && (purpose == CodePurpose.ResetPassword || !user.EmailConfirmed))
            .Select(user => new { user.Id, user.Email, user.UserName }).FirstOrDefaultAsync(cancellationToken);
        var letter = CodeLetter.For(purpose, person?.Email ?? email, person?.UserName ?? email, code.Code);
        var wait = await db.WriteAsync(
            async () =>
            {
                var wait = await codes.KeepAsync(code, person?.Id, evenSoon: false, cancellationToken);
                if (wait is null && person is not null)
                    await EnqueueAsync(letter, cancellationToken);
                return wait;
            },
            cancellationToken);
        if (wait is null)
            mails.Wake();
        return wait;
    }

    /// <summary>How long until <see cref="SendAsync"/> sends to the address; null when it does now.</summary>
    public Task<TimeSpan?> WaitAsync(string email, CodePurpose purpose, CancellationToken cancellationToken) =>
        codes.WaitAsync(key.New(users.NormalizeEmail(email.Trim()), purpose), cancellationToken);

    /// <summary>Adds the first code of a new account to the transaction that creates it.</summary>
    public async Task WelcomeAsync(User user, HashedCode code, CancellationToken cancellationToken)
    {
        await codes.KeepAsync(code, user.Id, evenSoon: true, cancellationToken);
        await EnqueueAsync(CodeLetter.For(CodePurpose.VerifyEmail, user.Email!, user.UserName!, code.Code), cancellationToken);
    }

    // A code that came after its time would only puzzle its reader.
    private Task EnqueueAsync(Letter letter, CancellationToken cancellationToken)
    {
        mails.Add(letter, OneTimeCodes.Life);
        return db.SaveChangesAsync(cancellationToken);
    }
}
