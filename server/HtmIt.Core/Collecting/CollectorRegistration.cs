using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Collecting;

internal static class CollectorRegistration
{
    /// <summary>Registers the collector; what it collects the datasources register.</summary>
    public static void AddCollector(this IServiceCollection services)
    {
        services.AddOptions<CollectorOptions>().BindConfiguration(CollectorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CollectionInstruments>();
        services.AddSingleton<CollectorPorts>();
        services.AddSingleton<CollectionScopes>();
        services.AddSingleton<CollectionStatistics>();
        services.AddSingleton<CollectStates>();
    }
}
