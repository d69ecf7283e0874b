using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Accounts.People.UserWord, Pixeli.Accounts.People.UserWordConfiguration>]

namespace Pixeli.Accounts.People;

/// <summary>A word somebody can be found by, normalised: the index makes finding by prefix as fast among many as among few.</summary>
internal sealed class UserWord
{
    public const int Length = 50;

    public required string Word { get; init; }

    public Guid UserId { get; init; }
}

internal sealed class UserWordConfiguration : IEntityTypeConfiguration<UserWord>
{
    public void Configure(EntityTypeBuilder<UserWord> builder)
    {
        builder.ToTable("user_words").HasKey(word => new { word.Word, word.UserId });
        builder.Property(word => word.Word).HasMaxLength(UserWord.Length); // compared by bytes, see the migration
        builder.HasOne<User>().WithMany().HasForeignKey(word => word.UserId);
    }
}
