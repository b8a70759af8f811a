using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Instances;
using HtmIt.Core.Specs;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Datasources.CloudWatch;

internal static class CollectorRegistration
{
    public static void AddCollector(this IServiceCollection services)
    {
        services.AddOptions<CollectorOptions>().BindConfiguration(CollectorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Datasource>(CloudWatchDatasource.Instance);
        services.AddSingleton<IDatasourceModels, CloudWatchModels>();
        services.AddSingleton<MonitorInstance>();
        services.AddSingleton<ResourceNames>();
        services.AddSingleton<ResourceStatusCollector>();
        services.AddSingleton<CollectorPorts>();
        services.AddSingleton<CollectionStatistics>();
    }
}
