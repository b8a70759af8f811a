using HtmIt.Core.Resources;
using HtmIt.Core.Specs;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Datasources.Custom;

internal static class CustomRegistration
{
    public static void AddCustom(this IServiceCollection services)
    {
        services.AddSingleton<Datasource>(CustomDatasource.Instance);
        services.AddHostedService<AutomaticModelWorker>();
        services.AddSingleton<UpdateMetric>();
        services.AddSingleton<CreateCustomModels>();
        services.AddSingleton<ExportCustomModel>();
        services.AddSingleton<ImportCustomSamples>();
        services.AddSingleton<IDatasourceModels, CustomModels>();
    }
}
