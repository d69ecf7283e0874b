using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Accounts.Verification.OneTimeCode, Pixeli.Accounts.Verification.OneTimeCodeConfiguration>]

namespace Pixeli.Accounts.Verification;

/// <summary>What a code proves that one may do.</summary>
public enum CodePurpose
{
    [JsonStringEnumMemberName("verify")] VerifyEmail,
    [JsonStringEnumMemberName("reset")] ResetPassword,
}

/// <summary>
/// The live code of an address for one purpose. An address that nobody here has gets a row too, of a code that is never sent: so
/// whoever asks learns nothing from the pause between codes, from the count of attempts, or from the time an answer takes.
/// </summary>
internal sealed class OneTimeCode
{
    /// <summary>Keyed hash of the address: those of strangers are not kept.</summary>
    public required byte[] Address { get; init; }

    public CodePurpose Purpose { get; init; }

    /// <summary>Whose address it is; null for nobody's.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Keyed hash of address, purpose and code.</summary>
    public required byte[] Hash { get; init; }

    public int Attempts { get; init; }

    public DateTime SentAt { get; init; }

    public DateTime ExpiresAt { get; init; }
}

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("one_time_codes").HasKey(code => new { code.Address, code.Purpose });
        builder.Property(code => code.Purpose).HasConversion<WireCode<CodePurpose>>().HasMaxLength(10);
        builder.HasOne<User>().WithMany().HasForeignKey(code => code.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(code => code.ExpiresAt);
    }
}
