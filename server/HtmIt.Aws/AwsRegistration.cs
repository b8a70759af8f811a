using HtmIt.Aws.Clients;
using HtmIt.Core.CloudWatch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HtmIt.Aws;

public static class AwsRegistration
{
    /// <summary>Registers what reaches AWS. Nothing is asked of AWS, and no credentials are looked for, before somebody wants something.</summary>
    public static IServiceCollection AddHtmItAws(this IServiceCollection services)
    {
        services.AddOptions<AwsOptions>().BindConfiguration(AwsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AwsHttp>();
        services.AddSingleton<AwsCredentialSource>();
        services.AddSingleton<AwsClients>();
        services.AddSingleton<AwsCall>();
        services.AddSingleton<IAwsRegions, AwsRegions>();
        return services;
    }
}
