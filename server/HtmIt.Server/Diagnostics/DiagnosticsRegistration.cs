using HtmIt.Core.Diagnostics;
using HtmIt.Server.Settings;

namespace HtmIt.Server.Diagnostics;

internal static class DiagnosticsRegistration
{
    /// <summary>Registers feedback. Archives go to S3 where a bucket is set, otherwise to a folder.</summary>
    public static IServiceCollection AddDiagnostics(this IServiceCollection services)
    {
        services.AddOptions<FeedbackOptions>().BindConfiguration(FeedbackOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section);
        services.AddSingleton(provider => new StartTime(provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton<Capabilities>();
        services.AddSingleton<SubmitFeedback>();
        services.AddSingleton<FolderSink>();
        services.AddSingleton<IFeedbackSink>(provider =>
            provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<FeedbackOptions>>().Value.Bucket is { Length: > 0 }
                ? provider.GetRequiredService<Aws.BucketSink>()
                : provider.GetRequiredService<FolderSink>()
        );
        return services;
    }
}
