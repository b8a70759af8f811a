using HtmIt.Core.Collecting;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Datasources.Autostacks;

internal static class AutostackRegistration
{
    public static void AddAutostacks(this IServiceCollection services)
    {
        services.AddSingleton<ICollectionSource, AutostackSource>();
        services.AddSingleton<AutostackInstances>();
        services.AddSingleton<CreateAutostack>();
        services.AddSingleton<AutostackModels>();
        services.AddSingleton<IDatasourceModels>(provider => provider.GetRequiredService<AutostackModels>());
        services.AddSingleton<Datasource>(AutostackDatasource.Instance);
        services.AddSingleton<DeleteAutostack>();
    }
}
