using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Photos.PhotoView, Pixeli.Photos.PhotoViewConfiguration>]

namespace Pixeli.Photos;

/// <summary>Somebody looked at a photo on a day: counted once. Kept for a few days only.</summary>
internal sealed class PhotoView
{
    public Guid PhotoId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>Days since 1 January of the year 1, in UTC.</summary>
    public int Day { get; init; }

    /// <summary>The day it is.</summary>
    public static int DayOf(TimeProvider clock) => DateOnly.FromDateTime(clock.UtcNow).DayNumber;
}

internal sealed class PhotoViewConfiguration : IEntityTypeConfiguration<PhotoView>
{
    public void Configure(EntityTypeBuilder<PhotoView> builder)
    {
        builder.ToTable("photo_views").HasKey(view => new { view.Day, view.PhotoId, view.UserId });
        builder.Property(view => view.Day).ValueGeneratedNever();
    }
}
