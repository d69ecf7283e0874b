using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

[assembly: Entity<Pixeli.Uploads.Resumable.ResumableUpload, Pixeli.Uploads.Resumable.ResumableUploadConfiguration>]

namespace Pixeli.Uploads.Resumable;

/// <summary>
/// An upload that may take several requests. How much of it has come in is not kept here: the length of its file says
/// that (see <see cref="ReceivedFiles"/>), which a killed process cannot contradict.
/// </summary>
public sealed class ResumableUpload
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UserId { get; init; }

    /// <summary>Where it is to become a photo; null while its owner has not said, which only shared files may do.</summary>
    public Guid? EventId { get; set; }

    /// <summary>Size of the whole file in bytes.</summary>
    public long Length { get; init; }

    /// <summary>The header Upload-Metadata as the client sent it.</summary>
    public required string Metadata { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Not to be continued from then on.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>The photo it became, or the one that had these bytes already; null until the last byte is safe.</summary>
    public Guid? PhotoId { get; set; }

    public bool IsDuplicate { get; set; }

    public bool IsExpired(DateTime now) => PhotoId is null && ExpiresAt <= now;
}

internal sealed class ResumableUploadConfiguration : IEntityTypeConfiguration<ResumableUpload>
{
    public void Configure(EntityTypeBuilder<ResumableUpload> builder)
    {
        builder.ToTable("resumable_uploads");
        builder.Property(upload => upload.Id).ValueGeneratedNever();
        builder.HasOne<User>().WithMany().HasForeignKey(upload => upload.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Event>().WithMany().HasForeignKey(upload => upload.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(upload => new { upload.UserId, upload.ExpiresAt });
        builder.HasIndex(upload => upload.EventId);
        builder.HasIndex(upload => upload.ExpiresAt);
    }
}

internal static class ResumableUploadSets
{
    extension(PixeliDb db)
    {
        public DbSet<ResumableUpload> ResumableUploads => db.Set<ResumableUpload>();
    }
}
