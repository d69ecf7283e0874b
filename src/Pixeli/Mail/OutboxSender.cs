using System.Net.Mail;
using Microsoft.Extensions.Options;
using Pixeli.Hosting;

namespace Pixeli.Mail;

/// <summary>Writes mails as <c>.eml</c> files into the data folder: what happens while no mail server is configured.</summary>
internal sealed partial class OutboxSender(DataFolder data, Instance instance, IOptions<MailOptions> options, ILogger<OutboxSender> logger) : IMailSender
{
    public Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        // Whole or not at all: SmtpClient gives the file a name of its own, in a folder of its own.
        var aside = Path.Combine(instance.Staging, $"mail-{mail.Id:N}");
        try
        {
            Directory.CreateDirectory(aside);
            Write(mail, aside);
            var name = $"{mail.Id:N}.eml";
            File.Move(Directory.EnumerateFiles(aside).Single(), Path.Combine(data.Outbox, name), overwrite: true);
            LogWritten(mail.Subject, name);
            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or SmtpException)
        {
            throw new MailNotSentException(isFinal: failure is FormatException, failure);
        }
        finally
        {
            if (Directory.Exists(aside))
                Directory.Delete(aside, recursive: true);
        }
    }

    private void Write(OutgoingMail mail, string folder)
    {
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
        using var message = MimeMessage.Of(mail, options.Value);
        client.Send(message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No mail server is configured: \"{Subject}\" is in outbox/{Name}")]
    private partial void LogWritten(string subject, string name);
}
