using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Events.EventPhotoCount, Pixeli.Events.EventPhotoCountConfiguration>]

namespace Pixeli.Events;

/// <summary>How many photos of one kind an event has. Kept by triggers of the database, never written by this program.</summary>
public sealed class EventPhotoCount
{
    public Guid EventId { get; init; }

    public bool IsCompleted { get; init; }

    public Permission ReadPerm { get; init; }

    public int Count { get; init; }
}

internal sealed class EventPhotoCountConfiguration : IEntityTypeConfiguration<EventPhotoCount>
{
    public void Configure(EntityTypeBuilder<EventPhotoCount> builder)
    {
        builder.ToTable("event_photo_counts").HasKey(count => new { count.EventId, count.IsCompleted, count.ReadPerm });
        builder.Property(count => count.ReadPerm).HasConversion<WireCode<Permission>>().HasMaxLength(3);
        builder.HasOne<Event>().WithMany(item => item.PhotoCounts).HasForeignKey(count => count.EventId);
    }
}
