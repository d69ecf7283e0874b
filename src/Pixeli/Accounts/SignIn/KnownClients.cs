using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Limits;

namespace Pixeli.Accounts.SignIn;

/// <summary>
/// Remembers from where people signed in: by address, and by a cookie that a browser keeps after the session has ended. It gives
/// no access; it only lets its browser try a password while others may not.
/// </summary>
internal sealed class KnownClients(PixeliDb db, ClientKey key, TimeProvider clock)
{
    private const string Cookie = "pixeli-device";
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(180);
    private static readonly TimeSpan Often = TimeSpan.FromDays(1);

    /// <summary>The browser's own name, if it has signed in to this account before.</summary>
    public string? DeviceOf(HttpContext context, Guid user) =>
        key.Open(context.Request.Cookies[Cookie]) is { } device && device.User == user ? device.Name : null;

    public Task<bool> IsKnownAddressAsync(HttpContext context, Guid user)
    {
        var (address, since) = (key.Hash(ClientAddress.Of(context)), clock.UtcNow - Forgotten);
        return db.Set<KnownAddress>().AnyAsync(
            known => known.UserId == user && known.Address == address && known.LastSeenAt > since, context.RequestAborted);
    }

    /// <summary>Remembers a client that has just signed in.</summary>
    public async Task RememberAsync(HttpContext context, Guid user)
    {
        var name = DeviceOf(context, user) ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        context.Response.Cookies.Append(Cookie, key.Seal(user, name), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Forgotten,
            IsEssential = true,
        });

        var (address, now) = (key.Hash(ClientAddress.Of(context)), clock.UtcNow);
        var (recently, before) = (now - Often, now - Forgotten);
        var addresses = db.Set<KnownAddress>();
        if (await addresses.AnyAsync(known => known.UserId == user && known.Address == address && known.LastSeenAt > recently, context.RequestAborted))
            return;
        await db.WriteAsync(
            async () =>
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO known_addresses (user_id, address, last_seen_at) VALUES ({user}, {address}, {db.Instant(now)})
                    ON CONFLICT (user_id, address) DO UPDATE SET last_seen_at = excluded.last_seen_at
                    """,
                    context.RequestAborted);
                await addresses.Where(known => known.UserId == user && known.LastSeenAt < before).ExecuteDeleteAsync(context.RequestAborted);
            },
            context.RequestAborted);
    }
}

/// <summary>Hashes addresses and seals device cookies.</summary>
internal sealed class ClientKey(DataFolder data, IDataProtectionProvider protection)
{
    private readonly byte[] _key = KeyFile.ReadOrCreate(data.Keys, "client-addresses");
    private readonly IDataProtector _protector = protection.CreateProtector("Pixeli.Device");

    public byte[] Hash(string address) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(address));

    public string Seal(Guid user, string name) => _protector.Protect($"{user:N}.{name}");

    public (Guid User, string Name)? Open(string? cookie)
    {
        if (string.IsNullOrEmpty(cookie))
            return null;
        try
        {
            return _protector.Unprotect(cookie).Split('.') is [var user, var name] ? (Guid.ParseExact(user, "N"), name) : null;
        }
        catch (CryptographicException)
        {
            return null; // not ours, or sealed with a key that is gone
        }
    }
}
