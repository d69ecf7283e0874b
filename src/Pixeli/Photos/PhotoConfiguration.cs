using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;
using Pixeli.Events;

[assembly: Entity<Pixeli.Photos.Photo, Pixeli.Photos.PhotoConfiguration>]
[assembly: Entity<Pixeli.Photos.PhotoTag, Pixeli.Photos.PhotoConfiguration>]
[assembly: Entity<Pixeli.Photos.TaggedPerson, Pixeli.Photos.PhotoConfiguration>]
[assembly: Entity<Pixeli.Photos.Like, Pixeli.Photos.PhotoConfiguration>]

namespace Pixeli.Photos;

internal sealed class PhotoConfiguration :
    IEntityTypeConfiguration<Photo>,
    IEntityTypeConfiguration<PhotoTag>,
    IEntityTypeConfiguration<TaggedPerson>,
    IEntityTypeConfiguration<Like>
{
    public void Configure(EntityTypeBuilder<Photo> builder)
    {
        builder.ToTable("photos");
        builder.Property(photo => photo.Id).ValueGeneratedNever();
        builder.Property(photo => photo.ReadPerm).HasConversion<WireCode<Permission>>().HasMaxLength(3);
        builder.Property(photo => photo.SharePerm).HasConversion<WireCode<SharePermission>>().HasMaxLength(2);
        builder.Property(photo => photo.Status).HasConversion<WireCode<PhotoStatus>>().HasMaxLength(2);
        builder.Property(photo => photo.FileName).HasMaxLength(255);
        builder.Property(photo => photo.ContentType).HasMaxLength(50);
        builder.HasOne(photo => photo.Event).WithMany(item => item.Photos).HasForeignKey(photo => photo.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(photo => photo.Photographer).WithMany().HasForeignKey(photo => photo.PhotographerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(photo => photo.Tags).WithOne().HasForeignKey(tag => tag.PhotoId);
        builder.HasMany(photo => photo.Likes).WithOne().HasForeignKey(like => like.PhotoId);
        builder.HasMany(photo => photo.TaggedPeople).WithOne().HasForeignKey(person => person.PhotoId);
        builder.HasIndex(photo => new { photo.EventId, photo.Sha256 }).IsUnique();
        builder.HasIndex(photo => new { photo.EventId, photo.Timestamp, photo.Id });
        builder.HasIndex(photo => new { photo.PhotographerId, photo.EventId, photo.Status, photo.ReadPerm }); // counting one's own without the rows
        builder.HasIndex(photo => new { photo.PhotographerId, photo.Id });
        builder.HasIndex(photo => new { photo.Timestamp, photo.Id }); // searching
        builder.HasIndex(photo => new { photo.PhotographerId, photo.Timestamp, photo.Id }); // searching somebody's
        builder.HasIndex(photo => photo.ClaimedUntil).HasFilter("status IN ('PE', 'PR')"); // the queue
        builder.HasIndex(photo => new { photo.Status, photo.Id }).HasFilter("status = 'FA'"); // what an administrator looks at
    }

    public void Configure(EntityTypeBuilder<PhotoTag> builder)
    {
        builder.ToTable("photo_tags").HasKey(tag => new { tag.PhotoId, tag.Normalized });
        builder.Property(tag => tag.Tag).HasMaxLength(PhotoTag.TagLength);
        builder.Property(tag => tag.Normalized).HasMaxLength(PhotoTag.TagLength);
        builder.HasIndex(tag => new { tag.Normalized, tag.PhotoId });
    }

    public void Configure(EntityTypeBuilder<TaggedPerson> builder)
    {
        builder.ToTable("tagged_people").HasKey(person => new { person.PhotoId, person.UserId });
        builder.HasOne(person => person.User).WithMany().HasForeignKey(person => person.UserId);
        builder.HasIndex(person => new { person.UserId, person.PhotoId });
    }

    public void Configure(EntityTypeBuilder<Like> builder)
    {
        builder.ToTable("likes").HasKey(like => new { like.PhotoId, like.UserId });
        builder.HasOne(like => like.User).WithMany().HasForeignKey(like => like.UserId);
    }
}

public static class PhotoSets
{
    extension(PixeliDb db)
    {
        public DbSet<Photo> Photos => db.Set<Photo>();

        public DbSet<PhotoTag> PhotoTags => db.Set<PhotoTag>();

        public DbSet<PhotoByTag> PhotosByTag => db.Set<PhotoByTag>();

        public DbSet<TaggedPerson> TaggedPeople => db.Set<TaggedPerson>();
    }
}
