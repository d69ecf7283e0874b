using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Accounts.SignIn.KnownAddress, Pixeli.Accounts.SignIn.KnownAddressConfiguration>]

namespace Pixeli.Accounts.SignIn;

/// <summary>An address from which somebody signed in to their account.</summary>
internal sealed class KnownAddress
{
    public Guid UserId { get; init; }

    /// <summary>HMAC-SHA256 of the address: it can be recognised, and cannot be read.</summary>
    public required byte[] Address { get; init; }

    public DateTime LastSeenAt { get; set; }
}

internal sealed class KnownAddressConfiguration : IEntityTypeConfiguration<KnownAddress>
{
    public void Configure(EntityTypeBuilder<KnownAddress> builder)
    {
        builder.ToTable("known_addresses").HasKey(known => new { known.UserId, known.Address });
        builder.HasOne<User>().WithMany().HasForeignKey(known => known.UserId);
    }
}
