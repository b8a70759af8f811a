using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Incidents;

internal static class IncidentRegistration
{
    /// <summary>Registers what shows incidents.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services)
    {
        services.AddSingleton<ListIncidents>();
        services.AddSingleton<WatchIncidents>();
        return services;
    }
}
