using HtmIt.Core.Actors;
using HtmIt.Core.Annotations;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Exchange;
using HtmIt.Core.Incidents;
using HtmIt.Core.Incidents.Silences;
using HtmIt.Core.Ingest;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Quotas;
using HtmIt.Core.Rankings;
using HtmIt.Core.Resources;
using HtmIt.Core.Retention;
using HtmIt.Core.Specs;
using HtmIt.Core.Watch;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core;

public static class CoreRegistration
{
    /// <summary>Registers the use cases.</summary>
    public static IServiceCollection AddHtmItCore(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>().BindConfiguration(ModelOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LearningOptions>().BindConfiguration(LearningOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Learning>();
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<NewMetricOptions>().BindConfiguration(NewMetricOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services
            .AddOptions<AutomaticModelOptions>()
            .BindConfiguration(AutomaticModelOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<WatchOptions>().BindConfiguration(WatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddNotifications();
        services.AddIncidents();
        services.AddSilences();
        services.AddSingleton<ResultHub>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ResultHub>());
        services.AddHostedService<OtherServersCommits>();
        services.AddSingleton<MetricDirectory>();
        services.AddSingleton<NewMetricLimit>();
        services.AddSingleton<UnmonitoredReport>();
        services.AddSingleton<AutomaticModels>();
        services.AddSingleton<DefaultResources>();
        // Half of the connections are left to calls.
        services.AddSingleton(_ => new LoadGate(atOnce: 10));
        services.AddSingleton<CheckpointGate>();
        services.AddSingleton<DefineModel>();
        services.AddSingleton<MetricActorPorts>();
        services.AddSingleton<IngestPorts>();
        services.AddSingleton<IngestLanes>();
        services.AddSingleton<SampleRules>();
        services.AddSingleton<SeenMetrics>();
        services.AddSingleton<WatchMetricData>();
        services.AddSingleton<CreateMetric>();
        services.AddSingleton<CreateAnnotation>();
        services.AddSingleton<ReadStatistics>();
        services.AddSingleton<ListMetricData>();
        services.AddSingleton<ListBuckets>();
        services.AddSingleton<DatasourceRegistry>();
        services.AddSingleton<ModelSpecJson>();
        services.AddSingleton<DatasourceModels>();
        services.AddSingleton<CreateModel>();
        services.AddSingleton<RestartModel>();
        services.AddSingleton<DeleteModel>();
        services.AddSingleton<MonitorMetrics>();
        services.AddCustom();
        services.AddResources();
        services.AddExchange();
        services.AddCollector();
        services.AddCloudWatch();
        services.AddAutostacks();
        services.AddAnomalies();
        services.AddRetention();
        services.AddSingleton<ListedMetrics>();
        services.AddSingleton<Discovery>();
        services.AddSingleton<Suggestions>();
        return services;
    }
}
