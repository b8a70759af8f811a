using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Exchange;

internal static class ExchangeRegistration
{
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddSingleton<ExportModels>();
        services.AddSingleton<ImportModel>();
        services.AddSingleton<ImportJson>();
        services.AddSingleton<ExportIncidents>();
        services.AddSingleton<MovedIncidents>();
        services.AddSingleton<ExportMetrics>();
        services.AddSingleton<ImportMetrics>();
    }
}
