using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;
using Pixeli.Photos;
using Pixeli.Tagging.Following;

[assembly: Entity<Pixeli.Tagging.PhotoVision, Pixeli.Tagging.TaggingConfiguration>]
[assembly: Entity<Pixeli.Tagging.Face, Pixeli.Tagging.TaggingConfiguration>]
[assembly: Entity<Pixeli.Tagging.ImageVector, Pixeli.Tagging.TaggingConfiguration>]
[assembly: Entity<Pixeli.Tagging.Following.ImageVectorChange, Pixeli.Tagging.TaggingConfiguration>]
[assembly: Entity<Pixeli.Tagging.Following.FaceChange, Pixeli.Tagging.TaggingConfiguration>]
[assembly: Entity<Pixeli.Tagging.VisionSetting, Pixeli.Tagging.TaggingConfiguration>]

namespace Pixeli.Tagging;

internal sealed class TaggingConfiguration :
    IEntityTypeConfiguration<PhotoVision>,
    IEntityTypeConfiguration<Face>,
    IEntityTypeConfiguration<ImageVector>,
    IEntityTypeConfiguration<ImageVectorChange>,
    IEntityTypeConfiguration<FaceChange>,
    IEntityTypeConfiguration<VisionSetting>
{
    public void Configure(EntityTypeBuilder<PhotoVision> builder)
    {
        builder.ToTable("photo_vision").HasKey(vision => vision.PhotoId);
        builder.Property(vision => vision.PhotoId).ValueGeneratedNever();
        builder.Property(vision => vision.Status).HasConversion<WireCode<VisionStatus>>().HasMaxLength(2);
        builder.Property(vision => vision.Reason).HasMaxLength(500);
        builder.Property(vision => vision.Stamp).HasMaxLength(40);
        builder.HasOne<Photo>().WithOne().HasForeignKey<PhotoVision>(vision => vision.PhotoId);
        builder.HasIndex(vision => vision.ClaimedUntil).HasFilter("status IN ('PE', 'CL')"); // the queue
        builder.HasIndex(vision => vision.Stamp).HasFilter("status IN ('DO', 'FA')"); // what is out of date
    }

    public void Configure(EntityTypeBuilder<Face> builder)
    {
        builder.ToTable("faces").HasKey(face => face.Id);
        builder.Property(face => face.Id).ValueGeneratedNever();
        builder.Property(face => face.Pack).HasMaxLength(50);
        builder.HasOne<Photo>().WithMany().HasForeignKey(face => face.PhotoId);
    }

    public void Configure(EntityTypeBuilder<ImageVector> builder)
    {
        builder.ToTable("image_vectors").HasKey(vector => vector.PhotoId);
        builder.Property(vector => vector.PhotoId).ValueGeneratedNever();
        builder.Property(vector => vector.Pack).HasMaxLength(50);
        builder.HasOne<Photo>().WithOne().HasForeignKey<ImageVector>(vector => vector.PhotoId);
    }

    public void Configure(EntityTypeBuilder<ImageVectorChange> builder)
    {
        builder.ToTable("image_vector_changes").HasKey(change => change.PhotoId);
        builder.Property(change => change.PhotoId).ValueGeneratedNever();
        builder.HasIndex(change => change.Mark);
    }

    public void Configure(EntityTypeBuilder<FaceChange> builder)
    {
        builder.ToTable("face_changes").HasKey(change => change.FaceId);
        builder.Property(change => change.FaceId).ValueGeneratedNever();
        builder.HasIndex(change => change.Mark);
    }

    public void Configure(EntityTypeBuilder<VisionSetting> builder)
    {
        builder.ToTable("vision_settings").HasKey(setting => setting.Name);
        builder.Property(setting => setting.Name).HasMaxLength(50);
    }
}

public static class TaggingSets
{
    extension(PixeliDb db)
    {
        public DbSet<Face> Faces => db.Set<Face>();

        public DbSet<ImageVector> ImageVectors => db.Set<ImageVector>();

        internal DbSet<ImageVectorChange> ImageVectorChanges => db.Set<ImageVectorChange>();

        internal DbSet<FaceChange> FaceChanges => db.Set<FaceChange>();

        internal DbSet<PhotoVision> PhotoVisions => db.Set<PhotoVision>();

        internal DbSet<VisionSetting> VisionSettings => db.Set<VisionSetting>();
    }
}
