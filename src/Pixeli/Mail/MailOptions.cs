using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Pixeli.Mail;

/// <summary>Where mails go: to a mail server, or into the folder <c>outbox</c> of the data folder while none is named.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>The mail server's name; null or empty to write mails into the outbox folder.</summary>
    public string? Host { get; set; }

    /// <summary>The mail server's port: 587 for clients, 25 between servers.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Encrypts the connection by STARTTLS, and sends nothing to a server that cannot.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The name to log in with; null or empty for a server that asks for none.</summary>
    public string? UserName { get; set; }

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public string? Password { get; set; }

    /// <summary>The sender, as <c>Pixel-i &lt;photos@example.org&gt;</c>.</summary>
    public string From { get; set; } = "Pixel-i <pixeli@localhost>";

    public bool IsSmtp => !string.IsNullOrWhiteSpace(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out _))
            yield return new("From must look like Pixel-i <photos@example.org>.", [nameof(From)]);
        if (!string.IsNullOrEmpty(UserName) && string.IsNullOrEmpty(Password))
            yield return new("UserName needs a Password.", [nameof(Password)]);
    }
}
