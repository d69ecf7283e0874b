using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Pixeli.Mail;

/// <summary>RFC 2046, section 5.1.4, multipart/alternative: the same words in increasing richness, plain text first.</summary>
internal static class MimeMessage
{
    public static MailMessage Of(OutgoingMail mail, MailOptions options)
    {
        var message = new MailMessage(new MailAddress(options.From), new MailAddress(mail.Recipient))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
        };
        message.Headers["Auto-Submitted"] = "auto-generated"; // RFC 3834: no out-of-office answers, please
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable; // readable in an .eml file too
        return view;
    }
}
