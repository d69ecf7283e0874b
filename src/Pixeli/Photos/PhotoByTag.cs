using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting.Paging;

[assembly: Entity<Pixeli.Photos.PhotoByTag, Pixeli.Photos.PhotoByTagConfiguration>]

namespace Pixeli.Photos;

/// <summary>
/// A photo under one of its words, given or seen by the machine, with what says who may read it and where it stands in a list. The
/// photos of a word are beside each other, in order. Kept by triggers of the database, never written by this program.
/// </summary>
public sealed class PhotoByTag
{
    /// <summary>Lower case.</summary>
    public required string Tag { get; init; }

    public DateTime Timestamp { get; init; }

    public Guid PhotoId { get; init; }

    public Guid EventId { get; init; }

    public Guid PhotographerId { get; init; }

    public Permission ReadPerm { get; init; }

    public bool IsCompleted { get; init; }
}

/// <summary>Photos of one word that are looked for, by what <see cref="PhotoByTag"/> says of them. All that is given must hold.</summary>
/// <param name="Tag">The word, lower case.</param>
/// <param name="EventId">Their event.</param>
/// <param name="ReadPerm">Their read permission.</param>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after the last.</param>
public sealed record PhotosOfTag(string Tag, Guid? EventId, Permission? ReadPerm, DateTime? From, DateTime? Until)
{
    /// <summary>They are looked for by what their counts tell apart, and by nothing else.</summary>
    internal bool IsCounted => From is null && Until is null;

    internal DateTime First => From ?? PageKey.First.Instant;

    internal DateTime Last => Until?.AddMicroseconds(-1) ?? PageKey.Last.Instant; // instants are whole microseconds
}

/// <summary>A photo that a word was looked up for, as somebody finds it.</summary>
internal sealed class FoundByTag
{
    public required PhotoByTag Photo { get; init; }

    public required Event Event { get; init; }

    /// <summary>Whoever asks is in the photo.</summary>
    public required bool IsInIt { get; init; }
}

internal sealed class PhotoByTagConfiguration : IEntityTypeConfiguration<PhotoByTag>
{
    public void Configure(EntityTypeBuilder<PhotoByTag> builder)
    {
        // All of it is the key, so that the key's index answers alone. It refers to no other table: that would take more indexes.
        builder.ToTable("photos_by_tag").HasKey(
            photo => new { photo.Tag, photo.Timestamp, photo.PhotoId, photo.EventId, photo.PhotographerId, photo.ReadPerm, photo.IsCompleted });
        builder.Property(photo => photo.Tag).HasMaxLength(PhotoTag.TagLength);
        builder.Property(photo => photo.ReadPerm).HasConversion<WireCode<Permission>>().HasMaxLength(3);
    }
}
