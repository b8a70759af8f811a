using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Resources;

internal static class ResourceRegistration
{
    public static void AddResources(this IServiceCollection services)
    {
        services.AddSingleton<DeleteResource>();
    }
}
