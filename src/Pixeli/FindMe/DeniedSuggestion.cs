using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;
using Pixeli.Photos;

[assembly: Entity<Pixeli.FindMe.DeniedSuggestion, Pixeli.FindMe.DeniedSuggestionConfiguration>]

namespace Pixeli.FindMe;

/// <summary>
/// Who may edit a photo said that a suggested person is not in it, and is not asked again. It says nothing for the person: they still
/// find the photo, and may say that it shows them.
/// </summary>
public sealed class DeniedSuggestion
{
    public Guid UserId { get; init; }

    public Guid PhotoId { get; init; }

    public DateTime DeniedAt { get; init; }
}

internal sealed class DeniedSuggestionConfiguration : IEntityTypeConfiguration<DeniedSuggestion>
{
    public void Configure(EntityTypeBuilder<DeniedSuggestion> builder)
    {
        builder.ToTable("denied_suggestions").HasKey(denied => new { denied.UserId, denied.PhotoId });
        builder.HasOne<Selfie>().WithMany().HasForeignKey(denied => denied.UserId); // never longer than the consent
        builder.HasOne<Photo>().WithMany().HasForeignKey(denied => denied.PhotoId);
    }
}

public static class DeniedSuggestionSets
{
    extension(PixeliDb db)
    {
        internal DbSet<DeniedSuggestion> DeniedSuggestions => db.Set<DeniedSuggestion>();
    }
}
