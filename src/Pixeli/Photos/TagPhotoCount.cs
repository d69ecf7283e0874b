using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;
using Pixeli.Events;

[assembly: Entity<Pixeli.Photos.TagPhotoCount, Pixeli.Photos.TagPhotoCountConfiguration>]

namespace Pixeli.Photos;

/// <summary>
/// How many photos of one kind stand under a word in an event: the sum of all parts. Kept by triggers of the database; this program only adds
/// parts together, see <see cref="TagCountParts"/>.
/// </summary>
public sealed class TagPhotoCount
{
    /// <summary>Lower case.</summary>
    public required string Tag { get; init; }

    public Guid EventId { get; init; }

    public bool IsCompleted { get; init; }

    public Permission ReadPerm { get; init; }

    /// <summary>0, and on PostgreSQL also the connection that counted: what it added or took away.</summary>
    public int Part { get; init; }

    public int Count { get; init; }
}

internal sealed class TagPhotoCountConfiguration : IEntityTypeConfiguration<TagPhotoCount>
{
    public void Configure(EntityTypeBuilder<TagPhotoCount> builder)
    {
        builder.ToTable("tag_photo_counts").HasKey(count => new { count.Tag, count.EventId, count.IsCompleted, count.ReadPerm, count.Part });
        builder.Property(count => count.Tag).HasMaxLength(PhotoTag.TagLength);
        builder.Property(count => count.ReadPerm).HasConversion<WireCode<Permission>>().HasMaxLength(3);
    }
}
