using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Accounts.Session, Pixeli.Accounts.SessionConfiguration>]
[assembly: Entity<Pixeli.Accounts.RefreshToken, Pixeli.Accounts.SessionConfiguration>]

namespace Pixeli.Accounts;

/// <summary>
/// One signed-in device: a browser's cookie, or the family of refresh tokens that began with one log-in. Ending it ends every
/// token and cookie that belongs to it at once.
/// </summary>
public sealed class Session
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UserId { get; init; }

    public User? User { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime LastUsedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>The client's own description of itself, cut to 200 characters.</summary>
    public string UserAgent { get; init; } = "";
}

/// <summary>One refresh token of a session's family, kept as a hash. Tokens that were used stay, so that a replay is recognised.</summary>
internal sealed class RefreshToken
{
    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    public Guid SessionId { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; set; }

    /// <summary>Random salt from which, with the token itself and the server's key, the successor is derived again for a client that lost our answer.</summary>
    public byte[]? SuccessorSalt { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.UserAgent).HasMaxLength(200);
        builder.HasOne(session => session.User).WithMany().HasForeignKey(session => session.UserId);
    }

    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_tokens").HasKey(token => token.Hash);
        builder.HasOne<Session>().WithMany().HasForeignKey(token => token.SessionId);
    }
}
