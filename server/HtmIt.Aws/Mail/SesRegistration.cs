using HtmIt.Aws.Settings;
using HtmIt.Core.Notifications.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Aws.Mail;

public static class SesRegistration
{
    /// <summary>Registers Amazon SES as the provider of mail.</summary>
    public static IServiceCollection AddHtmItSes(this IServiceCollection services)
    {
        services.AddOptions<AwsOptions>().BindConfiguration(AwsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IMailProvider, SesMailProvider>();
    }
}
