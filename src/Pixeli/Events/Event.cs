using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

[assembly: Entity<Pixeli.Events.Event, Pixeli.Events.EventConfiguration>]

namespace Pixeli.Events;

/// <summary>Something that happened and was photographed: the place where photos come together.</summary>
public sealed class Event
{
    public const int TitleLength = 120;
    public const int DescriptionLength = 4000;
    public const int LocationLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Title { get; set; }

    public string Description { get; set; } = "";

    public string Location { get; set; } = "";

    public DateTime? StartsAt { get; set; }

    public DateTime? EndsAt { get; set; }

    public Permission ReadPerm { get; set; }

    public Permission WritePerm { get; set; }

    /// <summary>Who keeps the event; null once that account is gone.</summary>
    public Guid? CoordinatorId { get; init; }

    public User? Coordinator { get; init; }

    /// <summary>The cover somebody chose; null for the newest photo the reader may see.</summary>
    public Guid? CoverPhotoId { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When it was deleted. From then on nobody sees it or its photos, which are removed after it, some at a time.</summary>
    public DateTime? DeletedAt { get; set; }

    public ICollection<Photo> Photos { get; init; } = [];

    public ICollection<EventPhotoCount> PhotoCounts { get; init; } = [];
}

internal sealed class EventConfiguration : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.ToTable("events");
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Title).HasMaxLength(Event.TitleLength);
        builder.Property(item => item.Description).HasMaxLength(Event.DescriptionLength);
        builder.Property(item => item.Location).HasMaxLength(Event.LocationLength);
        builder.Property(item => item.ReadPerm).HasConversion<WireCode<Permission>>().HasMaxLength(3);
        builder.Property(item => item.WritePerm).HasConversion<WireCode<Permission>>().HasMaxLength(3);
        builder.HasOne(item => item.Coordinator).WithMany().HasForeignKey(item => item.CoordinatorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(item => new { item.CreatedAt, item.Id });
        builder.HasIndex(item => item.DeletedAt).HasFilter("deleted_at IS NOT NULL"); // what is to be removed
    }
}

public static class EventSets
{
    extension(PixeliDb db)
    {
        public DbSet<Event> Events => db.Set<Event>();
    }
}
