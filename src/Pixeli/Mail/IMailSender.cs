namespace Pixeli.Mail;

/// <summary>Hands a mail over to whoever delivers it.</summary>
public interface IMailSender
{
    /// <exception cref="MailNotSentException">It was not taken.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>A mail was not taken.</summary>
/// <param name="isFinal">True when the server will never take it, as for an address that does not exist.</param>
/// <param name="inner">What was said.</param>
public sealed class MailNotSentException(bool isFinal, Exception inner) : Exception(inner.Message, inner)
{
    public bool IsFinal { get; } = isFinal;
}
