using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Notifications.Http;
using HtmIt.Notifications.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HtmIt.Notifications;

public static class NotificationsRegistration
{
    /// <summary>Registers the senders.</summary>
    /// <param name="services">Has the use cases already.</param>
    /// <param name="transport">How mail leaves; with SES, whoever calls registers its <see cref="IMailProvider"/>.</param>
    public static IServiceCollection AddHtmItNotifications(this IServiceCollection services, MailTransportKind transport)
    {
        services.AddSingleton<IValidateOptions<NotificationOptions>, TemplateCheck>();
        services.AddSingleton<GuardedHttp>();
        services.AddSingleton<GeneratorUrl>();
        services.AddSingleton<INotificationSender, WebhookSender>();
        services.AddSingleton<INotificationSender, AlertmanagerSender>();
        if (transport != MailTransportKind.None)
        {
            services.AddSingleton<MailComposer>();
            services.AddSingleton<INotificationSender, MailSender>();
        }
        if (transport == MailTransportKind.Smtp)
        {
            services.AddSingleton<IValidateOptions<MailOptions>, SmtpTrustCheck>();
            services.AddSingleton<SmtpConnections>();
            services.AddSingleton<IMailProvider, SmtpTransport>();
        }
        return services;
    }
}
