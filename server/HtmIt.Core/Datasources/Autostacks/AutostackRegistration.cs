using HtmIt.Core.Collecting;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Datasources.Autostacks;

internal static class AutostackRegistration
{
    public static void AddAutostacks(this IServiceCollection services)
    {
        services.AddSingleton<ICollectionSource, AutostackSource>();
        services.AddSingleton<AutostackInstances>();
        services.AddSingleton<CreateAutostack>();
        services.AddSingleton<CreateAutostackModel>();
        services.AddSingleton<DeleteAutostack>();
    }
}
