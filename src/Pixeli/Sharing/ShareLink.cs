using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

[assembly: Entity<Pixeli.Sharing.ShareLink, Pixeli.Sharing.ShareLinkConfiguration>]

namespace Pixeli.Sharing;

/// <summary>Which picture a share link leads to.</summary>
public enum ShareVariant
{
    /// <summary>The watermarked rendition.</summary>
    [JsonStringEnumMemberName("W")] Watermarked,

    /// <summary>The original, byte for byte.</summary>
    [JsonStringEnumMemberName("O")] Original,
}

/// <summary>A link that shows one photo to anyone who has it, until it expires or is revoked, or who made it may share the photo no longer.</summary>
public sealed class ShareLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PhotoId { get; init; }

    public Photo? Photo { get; init; }

    /// <summary>Who made it.</summary>
    public Guid UserId { get; init; }

    public User? User { get; init; }

    public ShareVariant Variant { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }
}

internal sealed class ShareLinkConfiguration : IEntityTypeConfiguration<ShareLink>
{
    public void Configure(EntityTypeBuilder<ShareLink> builder)
    {
        builder.ToTable("share_links");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Variant).HasConversion<WireCode<ShareVariant>>().HasMaxLength(1);
        builder.HasOne(link => link.Photo).WithMany().HasForeignKey(link => link.PhotoId);
        builder.HasOne(link => link.User).WithMany().HasForeignKey(link => link.UserId);
    }
}

public static class SharingSets
{
    extension(PixeliDb db)
    {
        public DbSet<ShareLink> ShareLinks => db.Set<ShareLink>();
    }
}
