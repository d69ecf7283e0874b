using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Photos.AutoTag, Pixeli.Photos.AutoTagConfiguration>]

namespace Pixeli.Photos;

/// <summary>A word the machine gave a photo. What a person took away stays here, marked, so that it does not come back.</summary>
public sealed class AutoTag
{
    public Guid PhotoId { get; init; }

    /// <summary>Lower case, at most <see cref="PhotoTag.TagLength"/> characters.</summary>
    public required string Tag { get; init; }

    /// <summary>How sure the machine is, 0 to 1: the order in which the tags are shown.</summary>
    public double Score { get; init; }

    /// <summary>The pack that made it; <c>facts</c> for what no model was needed for.</summary>
    public required string Pack { get; init; }

    /// <summary>Somebody who may edit the photo took it away.</summary>
    public bool Removed { get; set; }
}

internal sealed class AutoTagConfiguration : IEntityTypeConfiguration<AutoTag>
{
    public void Configure(EntityTypeBuilder<AutoTag> builder)
    {
        builder.ToTable("auto_tags").HasKey(tag => new { tag.PhotoId, tag.Tag });
        builder.Property(tag => tag.Tag).HasMaxLength(PhotoTag.TagLength);
        builder.Property(tag => tag.Pack).HasMaxLength(50);
        builder.HasOne<Photo>().WithMany().HasForeignKey(tag => tag.PhotoId);
        builder.HasIndex(tag => new { tag.Tag, tag.PhotoId }).HasFilter("NOT removed");
    }
}

public static class AutoTagSets
{
    extension(PixeliDb db)
    {
        public DbSet<AutoTag> AutoTags => db.Set<AutoTag>();
    }
}
