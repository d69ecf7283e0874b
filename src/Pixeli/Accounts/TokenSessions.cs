using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;

namespace Pixeli.Accounts;

/// <summary>What a client of the API holds.</summary>
public sealed record TokenPair(string Access, string Refresh);

/// <summary>
/// Sessions of API clients: families of refresh tokens. RFC 9700, section 4.14.2: a refresh token is rotated on every use, and
/// one that is replayed ends its family, since either the client or a thief holds a stolen one.
/// </summary>
internal sealed class TokenSessions(
    PixeliDb db, AccessTokens accessTokens, RefreshTokenKey key, TimeProvider clock, IOptions<AccountOptions> options)
{
    private readonly AccountOptions _options = options.Value;

    public async Task<TokenPair> StartAsync(Guid userId, string userAgent, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var session = new Session
        {
            UserId = userId,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + _options.RefreshTokenLife,
            UserAgent = userAgent,
        };
        var refresh = RefreshTokenKey.NewToken();
        await db.WriteAsync(
            async () =>
            {
                db.Sessions.Add(session);
                db.RefreshTokens.Add(Row(refresh, session.Id, now));
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return new(accessTokens.Issue(userId, session.Id), refresh);
    }

    /// <summary>The next pair, or null when the token is unknown, ended, expired or replayed.</summary>
    public Task<TokenPair?> RefreshAsync(string refresh, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var (now, hash, salt) = (clock.UtcNow, RefreshTokenKey.Hash(refresh), RandomNumberGenerator.GetBytes(16));
            var known = await (
                from token in db.RefreshTokens.AsNoTracking()
                join session in db.Sessions on token.SessionId equals session.Id
                where token.Hash == hash && token.ExpiresAt > now && session.EndedAt == null && session.User!.DisabledAt == null
                select new { token.SessionId, session.UserId }).FirstOrDefaultAsync(cancellationToken);
            if (known is null)
                return null;

            // One statement decides who rotates when two requests bring the same token at once.
            var rotated = await db.RefreshTokens
                .Where(token => token.Hash == hash && token.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.UsedAt, now).SetProperty(token => token.SuccessorSalt, salt), cancellationToken);
            if (rotated == 0)
            {
                var used = await db.RefreshTokens.AsNoTracking().FirstAsync(token => token.Hash == hash, cancellationToken);
                // Used in what is still to come: the clock was put back since, and nobody knows how long ago it was.
                if (used.UsedAt + _options.RefreshRepeat < now || used.UsedAt > now + _options.RefreshRepeat)
                {
                    await db.EndSessionsAsync(session => session.Id == known.SessionId, now, cancellationToken);
                    return null;
                }

                return new TokenPair(accessTokens.Issue(known.UserId, known.SessionId), key.Successor(refresh, used.SuccessorSalt!));
            }

            var successor = key.Successor(refresh, salt);
            db.RefreshTokens.Add(Row(successor, known.SessionId, now));
            await db.SaveChangesAsync(cancellationToken);
            await db.Sessions.Where(session => session.Id == known.SessionId).ExecuteUpdateAsync(
                set => set.SetProperty(session => session.LastUsedAt, now).SetProperty(session => session.ExpiresAt, now + _options.RefreshTokenLife),
                cancellationToken);
            return new TokenPair(accessTokens.Issue(known.UserId, known.SessionId), successor);
        },
        cancellationToken);

    /// <summary>Ends the family of a refresh token; an unknown one is as good as ended.</summary>
    public Task EndFamilyAsync(string refresh, CancellationToken cancellationToken)
    {
        var (now, hash) = (clock.UtcNow, RefreshTokenKey.Hash(refresh));
        var tokens = db.RefreshTokens;
        return db.WriteAsync(
            () => db.EndSessionsAsync(session => tokens.Any(token => token.Hash == hash && token.SessionId == session.Id), now, cancellationToken),
            cancellationToken);
    }

    private RefreshToken Row(string token, Guid sessionId, DateTime now) => new()
    {
        Hash = RefreshTokenKey.Hash(token),
        SessionId = sessionId,
        CreatedAt = now,
        ExpiresAt = now + _options.RefreshTokenLife,
    };
}

/// <summary>Makes refresh tokens and derives their successors, so that the database holds nothing a thief could use.</summary>
internal sealed class RefreshTokenKey(DataFolder data)
{
    private readonly byte[] _key = KeyFile.ReadOrCreate(data.Keys, "refresh-tokens");

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>HMAC-SHA256 over random salt and token: known only to who has the token, the row and the server's key together.</summary>
    public string Successor(string token, byte[] salt) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, salt.Concat(Encoding.UTF8.GetBytes(token)).ToArray()));
}
