using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Photos.BlobRemoval, Pixeli.Photos.BlobRemovalConfiguration>]

namespace Pixeli.Photos;

/// <summary>Bytes of a deleted photo that are still to be removed. Written in the transaction that deletes the row, so that none are forgotten.</summary>
internal sealed class BlobRemoval
{
    public Guid PhotoId { get; init; }

    /// <summary>Not before: a worker may still be writing under its lease.</summary>
    public DateTime DueAt { get; init; }
}

internal sealed class BlobRemovalConfiguration : IEntityTypeConfiguration<BlobRemoval>
{
    public void Configure(EntityTypeBuilder<BlobRemoval> builder)
    {
        builder.ToTable("blob_removals").HasKey(removal => removal.PhotoId);
        builder.Property(removal => removal.PhotoId).ValueGeneratedNever();
        builder.HasIndex(removal => removal.DueAt);
    }
}
