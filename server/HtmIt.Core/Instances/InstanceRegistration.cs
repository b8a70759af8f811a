using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Instances;

internal static class InstanceRegistration
{
    public static void AddInstances(this IServiceCollection services)
    {
        services.AddSingleton<DeleteInstance>();
    }
}
