using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts.Verification;

/// <summary>Keeps and redeems codes. Both are called inside a write transaction.</summary>
public sealed class OneTimeCodes(PixeliDb db, TimeProvider clock)
{
    public const int MaxAttempts = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <summary>Makes a code the live one of its address, in place of the one before.</summary>
    /// <param name="code">The code.</param>
    /// <param name="userId">Whose address it is; null for nobody's.</param>
    /// <param name="evenSoon">True to not mind how long ago the last one was sent.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>Null when it is done, else how long to wait before the next may be sent.</returns>
    public async Task<TimeSpan?> KeepAsync(HashedCode code, Guid? userId, bool evenSoon, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var codes = db.Set<OneTimeCode>();
        await codes.Where(old => old.ExpiresAt < now - Life).ExecuteDeleteAsync(cancellationToken); // an address is not remembered for ever
        var (purpose, sentAt, expiresAt) = (WireCode<CodePurpose>.ToCode(code.Purpose), db.Instant(now), db.Instant(now + Life));
        var latest = db.Instant(evenSoon ? now : now - Pause);
        var kept = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO one_time_codes (address, purpose, user_id, hash, attempts, sent_at, expires_at)
            VALUES ({code.Address}, {purpose}, {userId}, {code.Hash}, 0, {sentAt}, {expiresAt})
            ON CONFLICT (address, purpose) DO UPDATE
            SET user_id = excluded.user_id, hash = excluded.hash, attempts = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at
            WHERE one_time_codes.sent_at <= {latest} OR one_time_codes.sent_at > {sentAt}
            """,
            cancellationToken);
        if (kept == 1)
            return null;
        return await WaitAsync(code, cancellationToken) ?? TimeSpan.Zero;
    }

    /// <summary>How long until another code may be sent to the address; null when one may be sent now.</summary>
    public async Task<TimeSpan?> WaitAsync(HashedCode code, CancellationToken cancellationToken)
    {
        var last = await db.Set<OneTimeCode>().Where(old => old.Address == code.Address && old.Purpose == code.Purpose)
            .Select(old => old.SentAt).FirstOrDefaultAsync(cancellationToken);
        var wait = last + Pause - clock.UtcNow;
        return wait > TimeSpan.Zero && wait <= Pause ? wait : null; // longer: the clock was put back since
    }

    /// <summary>
    /// Whose code it was, if it is the live one; then it is used up. The attempt is counted, in one statement, before anything is
    /// compared: however many come at once, five are looked at.
    /// </summary>
    public async Task<Guid?> RedeemAsync(HashedCode typed, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var live = db.Set<OneTimeCode>().Where(code => code.Address == typed.Address && code.Purpose == typed.Purpose);
        var counted = await live.Where(code => code.Attempts < MaxAttempts && code.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(code => code.Attempts, code => code.Attempts + 1), cancellationToken);
        if (counted == 0)
            return null;
        var kept = await live.AsNoTracking().FirstAsync(cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(kept.Hash, typed.Hash) || kept.UserId is null)
            return null;
        await live.ExecuteDeleteAsync(cancellationToken);
        return kept.UserId;
    }
}
