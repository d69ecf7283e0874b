using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Notifications.Notification, Pixeli.Notifications.NotificationConfiguration>]

namespace Pixeli.Notifications;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Property(item => item.Verb).HasConversion<WireCode<NotificationVerb>>().HasMaxLength(20);
        builder.Property(item => item.TargetType).HasConversion<WireCode<NotificationTarget>>().HasMaxLength(5);
        builder.Property(item => item.MergeKey).HasMaxLength(100);
        builder.HasOne(item => item.Recipient).WithMany().HasForeignKey(item => item.RecipientId);
        builder.HasOne(item => item.Actor).WithMany().HasForeignKey(item => item.ActorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(item => new { item.RecipientId, item.CreatedAt, item.Id });
        builder.HasIndex(item => new { item.RecipientId, item.MergeKey }).IsUnique();
        builder.HasIndex(item => item.RecipientId).HasFilter("NOT read"); // the unread badge of every page
        builder.HasIndex(item => item.TargetId);
    }
}

public static class NotificationSets
{
    extension(PixeliDb db)
    {
        public DbSet<Notification> Notifications => db.Set<Notification>();
    }
}
