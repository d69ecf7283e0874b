using Pixeli.Data;
using Pixeli.Hosting;

namespace Pixeli.Mail;

/// <summary>Takes mails to be sent soon, so that nobody waits for a mail server and one that is down loses nothing.</summary>
public sealed class MailQueue(PixeliDb db, Signals signals, TimeProvider clock)
{
    /// <summary>How long sending is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Adds a mail to the transaction it tells of. Call <see cref="Wake"/> once that is committed.</summary>
    /// <param name="letter">The mail.</param>
    /// <param name="patience">How long it is worth sending; a day at most.</param>
    public void Add(Letter letter, TimeSpan patience)
    {
        var now = clock.UtcNow;
        db.Add(new OutgoingMail
        {
            Recipient = letter.To,
            Subject = letter.Subject,
            Text = letter.Text,
            Html = letter.Html,
            CreatedAt = now,
            DueAt = now,
            GiveUpAt = now + (patience < Patience ? patience : Patience),
        });
    }

    /// <summary>Has waiting mails sent at once.</summary>
    public void Wake() => signals.MailsWaiting.Raise();
}
