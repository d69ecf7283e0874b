using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pixeli.Data;

[assembly: Entity<Pixeli.Mail.OutgoingMail, Pixeli.Mail.OutgoingMailConfiguration>]

namespace Pixeli.Mail;

/// <summary>A mail to one person, as plain text and as HTML that says the same.</summary>
public sealed record Letter(string To, string Subject, string Text, string Html);

/// <summary>
/// A mail that waits to be sent. The row is written in the transaction of what it tells of, and is gone once it is sent: it may
/// hold a code.
/// </summary>
public sealed class OutgoingMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Not to be sent before: the end of a lease, or of the pause between attempts.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>When it is no longer worth sending.</summary>
    public DateTime GiveUpAt { get; init; }

    public int Attempts { get; set; }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("outgoing_mails");
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Recipient).HasMaxLength(254);
        builder.Property(mail => mail.Subject).HasMaxLength(200);
        builder.HasIndex(mail => mail.DueAt);
    }
}
