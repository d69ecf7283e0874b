using Microsoft.Extensions.Options;

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
        services.AddHostedService<MailPost>();
        return services;
    }
}
