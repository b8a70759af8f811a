using HtmIt.Aws.Mail;
using HtmIt.Aws.Settings;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Notifications;
using HtmIt.PrivatePostgres;
using HtmIt.Server.Settings;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Hosting;

/// <summary>Chooses what notifications are sent by.</summary>
internal static class NotificationHosting
{
    public static void AddNotificationSenders(this WebApplicationBuilder builder, ServerOptions options)
    {
        var transport = builder.Configuration.GetValue<MailTransportKind>($"{MailOptions.Section}:{nameof(MailOptions.Transport)}");
        builder.Services.AddHtmItNotifications(transport);
        if (transport == MailTransportKind.Ses)
        {
            builder.Services.AddHtmItSes();
        }
        builder
            .Services.AddOptions<NotificationOptions>()
            .PostConfigure<IOptions<AwsOptions>>((notifications, aws) => notifications.Region ??= aws.Value.DefaultRegion);
        builder.Services.AddSingleton<ISecretProtector>(provider => new SecretProtector(
            KeyFolder(provider.GetRequiredService<IOptions<NotificationOptions>>().Value, options)
        ));
    }

    private static string KeyFolder(NotificationOptions notifications, ServerOptions server)
    {
        var dataDirectory = string.IsNullOrEmpty(server.DataDir) ? new EmbeddedPostgresOptions().DataDirectory : server.DataDir;
        return notifications.KeyFolder ?? Path.Combine(dataDirectory, "keys");
    }
}
