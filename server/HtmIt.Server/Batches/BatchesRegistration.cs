using HtmIt.Server.Messages;

namespace HtmIt.Server.Batches;

internal static class BatchesRegistration
{
    public static IServiceCollection AddSampleBatches(this IServiceCollection services)
    {
        services.AddSingleton<KnownTargets>();
        services.AddSingleton<SampleBatchReader>();
        return services.AddSingleton<IOwnMessages, BatchStream>();
    }
}
