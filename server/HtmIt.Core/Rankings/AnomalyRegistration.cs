using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Rankings;

internal static class AnomalyRegistration
{
    /// <summary>Registers the rankings.</summary>
    public static IServiceCollection AddAnomalies(this IServiceCollection services)
    {
        services.AddOptions<AnomalyOptions>().BindConfiguration(AnomalyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Rankings>();
        services.AddSingleton<RankMetrics>();
        return services;
    }
}
