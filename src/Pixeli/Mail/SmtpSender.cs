using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Pixeli.Mail;

/// <summary>Sends by SMTP.</summary>
internal sealed class SmtpSender(IOptions<MailOptions> options) : IMailSender
{
    private const int PermanentFailure = 500; // RFC 5321, section 4.2.1: 5yz replies are not to be repeated
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.StartTls,
            Credentials = string.IsNullOrEmpty(settings.UserName) ? null : new NetworkCredential(settings.UserName, settings.Password),
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            using var message = MimeMessage.Of(mail, settings);
            await client.SendMailAsync(message, limit.Token);
        }
        catch (FormatException address)
        {
            throw new MailNotSentException(isFinal: true, address);
        }
        catch (SmtpException failure)
        {
            throw new MailNotSentException(failure is SmtpFailedRecipientException && (int)failure.StatusCode >= PermanentFailure, failure);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailNotSentException(isFinal: false, new TimeoutException("The mail server took too long.", slow));
        }
    }
}
