using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Specs;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Datasources.CloudWatch;

internal static class CloudWatchRegistration
{
    public static void AddCloudWatch(this IServiceCollection services)
    {
        services.AddSingleton<Datasource>(CloudWatchDatasource.Instance);
        services.AddSingleton<IDatasourceModels, CloudWatchModels>();
        services.AddSingleton<MonitorResource>();
        services.AddSingleton<EstimateCost>();
        services.AddSingleton<ICollectionSource, CloudWatchSource>();
        services.AddSingleton<ResourceStatusCollector>();
    }
}
