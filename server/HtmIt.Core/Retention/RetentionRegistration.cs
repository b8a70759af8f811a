using HtmIt.Core.Log;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Retention;

internal static class RetentionRegistration
{
    /// <summary>Registers the removal of old data.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetentionPolicy>();
        services.AddSingleton<ExpireData>();
        services.AddHostedService<RetentionWorker>();
        return services;
    }
}
