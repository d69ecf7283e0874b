using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

[assembly: Entity<Pixeli.FindMe.Selfie, Pixeli.FindMe.FindMeConfiguration>]
[assembly: Entity<Pixeli.FindMe.FaceVerdict, Pixeli.FindMe.FindMeConfiguration>]

namespace Pixeli.FindMe;

/// <summary>Somebody asked to be found. The row is the consent: withdrawing it deletes the row. The picture itself was never kept.</summary>
public sealed class Selfie
{
    public Guid UserId { get; init; }

    public User? User { get; init; }

    /// <summary>The pack that made the vector: vectors of different packs say nothing about each other.</summary>
    public required string Pack { get; init; }

    /// <summary>See <see cref="Tagging.Vectors"/>.</summary>
    public required byte[] Vector { get; init; }

    public DateTime CreatedAt { get; init; }
}

/// <summary>It was decided whether a person is in a photo: neither is asked again.</summary>
public sealed class FaceVerdict
{
    public Guid UserId { get; init; }

    public Guid PhotoId { get; init; }

    public bool IsMe { get; init; }

    public DateTime DecidedAt { get; init; }
}

internal sealed class FindMeConfiguration : IEntityTypeConfiguration<Selfie>, IEntityTypeConfiguration<FaceVerdict>
{
    public void Configure(EntityTypeBuilder<Selfie> builder)
    {
        builder.ToTable("selfies").HasKey(selfie => selfie.UserId);
        builder.Property(selfie => selfie.UserId).ValueGeneratedNever();
        builder.Property(selfie => selfie.Pack).HasMaxLength(50);
        builder.HasOne(selfie => selfie.User).WithOne().HasForeignKey<Selfie>(selfie => selfie.UserId);
    }

    public void Configure(EntityTypeBuilder<FaceVerdict> builder)
    {
        builder.ToTable("face_verdicts").HasKey(verdict => new { verdict.UserId, verdict.PhotoId });
        builder.HasOne<User>().WithMany().HasForeignKey(verdict => verdict.UserId);
        builder.HasOne<Photo>().WithMany().HasForeignKey(verdict => verdict.PhotoId);
    }
}

public static class FindMeSets
{
    extension(PixeliDb db)
    {
        internal DbSet<Selfie> Selfies => db.Set<Selfie>();

        internal DbSet<FaceVerdict> FaceVerdicts => db.Set<FaceVerdict>();
    }
}
