using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

[assembly: Entity<Pixeli.Engagement.Comment, Pixeli.Engagement.CommentConfiguration>]

namespace Pixeli.Engagement;

/// <summary>What somebody says about a photo, or answers to who did. Plain text.</summary>
public sealed class Comment
{
    public const int ContentLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PhotoId { get; init; }

    public Photo? Photo { get; init; }

    public Guid UserId { get; init; }

    public User? User { get; init; }

    /// <summary>The comment it answers, which is none itself: there is one level of replies.</summary>
    public Guid? ParentId { get; init; }

    public ICollection<Comment> Replies { get; init; } = [];

    public required string Content { get; init; }

    public DateTime CreatedAt { get; init; }
}

/// <summary>Who may do what with a comment, given that they may read its photo.</summary>
public static class CommentAccess
{
    /// <summary>Its author, and who moderates the photo: its photographer, the event's coordinator, and administrators.</summary>
    public static readonly Expression<AsSeen<Comment, bool>> Delete = (comment, person, isAdministrator, isMember) =>
        comment.UserId == person || PhotoAccess.Delete.Of(comment.Photo!, person, isAdministrator, isMember);

    public static Expression<Func<Comment, bool>> CanDelete(Caller caller) => Delete.For(caller);
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("comments");
        builder.Property(comment => comment.Id).ValueGeneratedNever();
        builder.Property(comment => comment.Content).HasMaxLength(Comment.ContentLength);
        builder.HasOne(comment => comment.Photo).WithMany().HasForeignKey(comment => comment.PhotoId);
        builder.HasOne(comment => comment.User).WithMany().HasForeignKey(comment => comment.UserId);
        builder.HasMany(comment => comment.Replies).WithOne().HasForeignKey(comment => comment.ParentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(comment => new { comment.PhotoId, comment.CreatedAt, comment.Id });
    }
}

public static class EngagementSets
{
    extension(PixeliDb db)
    {
        public DbSet<Comment> Comments => db.Set<Comment>();

        public DbSet<Like> Likes => db.Set<Like>();
    }
}
