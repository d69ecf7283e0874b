using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Accounts.OAuth.SignInCode, Pixeli.Accounts.OAuth.SignInCodeConfiguration>]

namespace Pixeli.Accounts.OAuth;

/// <summary>A code that an app exchanges for tokens after a browser has signed in for it, kept as a hash.</summary>
internal sealed class SignInCode
{
    /// <summary>SHA-256 of the code.</summary>
    public required byte[] Hash { get; init; }

    public Guid UserId { get; init; }

    /// <summary>The S256 challenge the app began with, if it did.</summary>
    public string? Challenge { get; init; }

    public DateTime ExpiresAt { get; init; }
}

internal sealed class SignInCodeConfiguration : IEntityTypeConfiguration<SignInCode>
{
    public void Configure(EntityTypeBuilder<SignInCode> builder)
    {
        builder.ToTable("sign_in_codes").HasKey(code => code.Hash);
        builder.Property(code => code.Challenge).HasMaxLength(64);
        builder.HasOne<User>().WithMany().HasForeignKey(code => code.UserId);
    }
}

/// <summary>
/// Hands a sign-in over from the browser to the app that opened it. RFC 8252, section 8.1: another app may have taken the same
/// scheme, so an app should bring a PKCE challenge.
/// </summary>
internal sealed class SignInCodes(PixeliDb db, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    public async Task<string> IssueAsync(Guid user, string? challenge, CancellationToken cancellationToken)
    {
        var (code, now) = (FlowCookies.Random(), clock.UtcNow);
        await db.WriteAsync(
            async () =>
            {
                var codes = db.Set<SignInCode>();
                await codes.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                codes.Add(new() { Hash = Hash(code), UserId = user, Challenge = challenge, ExpiresAt = now + Life });
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return code;
    }

    /// <summary>Whose code it is, once; null when it is unknown, used, too old, or another's than who brings it.</summary>
    public Task<Guid?> TakeAsync(string code, string? verifier, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(code), clock.UtcNow);
        return db.WriteAsync<Guid?>(
            async () =>
            {
                var rows = db.Set<SignInCode>();
                var found = await rows.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash && row.ExpiresAt > now, cancellationToken);
                // Whoever deletes it has it: two requests with the same code may have read it.
                return found is not null
                    && await rows.Where(row => row.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1
                    && (found.Challenge is null || found.Challenge == ProviderHttp.Challenge(verifier ?? ""))
                    && await db.Users.AnyAsync(user => user.Id == found.UserId && user.DisabledAt == null, cancellationToken)
                        ? found.UserId
                        : null;
            },
            cancellationToken);
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
