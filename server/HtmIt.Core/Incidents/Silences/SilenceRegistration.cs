using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core.Incidents.Silences;

internal static class SilenceRegistration
{
    /// <summary>Registers what notices samples that stop.</summary>
    public static IServiceCollection AddSilences(this IServiceCollection services)
    {
        services.AddOptions<SilenceOptions>().BindConfiguration(SilenceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NoticeSilences>();
        services.AddHostedService<SilenceWorker>();
        return services;
    }
}
