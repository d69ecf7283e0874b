using Microsoft.Extensions.Options;
using Pixeli.Hosting.Roles;

namespace Pixeli.Mail;

internal static class MailFeature
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Pixeli:Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.IsSmtp
            ? ActivatorUtilities.CreateInstance<SmtpSender>(provider)
            : ActivatorUtilities.CreateInstance<OutboxSender>(provider));
        services.AddScoped<MailQueue>();
        services.AddWork<MailPost>();
        return services;
    }
}
