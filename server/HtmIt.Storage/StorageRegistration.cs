using HtmIt.Core.Actors;
using HtmIt.Core.Annotations;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Diagnostics;
using HtmIt.Core.Incidents;
using HtmIt.Core.Incidents.Silences;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Notifications.Simulations;
using HtmIt.Core.Quotas;
using HtmIt.Core.Rankings;
using HtmIt.Core.Resources;
using HtmIt.Core.Retention;
using HtmIt.Core.Scheduling;
using HtmIt.Storage.Annotations;
using HtmIt.Storage.Autostacks;
using HtmIt.Storage.Incidents;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Notifications;
using HtmIt.Storage.Rankings;
using HtmIt.Storage.Resources;
using HtmIt.Storage.Retention;
using HtmIt.Storage.Samples;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtmIt.Storage;

public static class StorageRegistration
{
    /// <summary>Registers the stores on one database. The hosted writer starts with the host and stops after all that writes.</summary>
    public static IServiceCollection AddHtmItStorage(this IServiceCollection services, string connectionString)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => DataSources.Create(connectionString));
        services.AddKeyedSingleton(DataSources.Writer, (_, _) => DataSources.CreateForWriter(connectionString));
        services.AddPooledDbContextFactory<HtmItDbContext>(ContextOptions.Configure);
        services.AddSingleton(provider => new DatabasePulse(
            DataSources.CreateForProbes(connectionString),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<TransientRetry>();
        services.AddSingleton<StoreContexts>();
        services.AddSingleton<DatabaseSafetyCheck>();
        services.AddHostedService<CommitLogPruner>();
        services.AddSingleton<PartitionKeeper>();
        services.AddSingleton<CommitMemory>();
        services.AddSingleton<CommitInquiry>();
        services.AddSingleton<ICommitHistory, CommitHistory>();
        services.AddSingleton<CommitTransaction>();
        services.AddSingleton<WriteState>();
        services.AddSingleton<SampleWriter>();
        services.AddSingleton<BlockSummaries>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<BlockSummaries>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<BlockSummaries>());
        services.AddSingleton<ISampleLog>(provider => provider.GetRequiredService<SampleWriter>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SampleWriter>());
        services.AddSingleton<RowQueries>();
        services.AddSingleton<IStorageProbe>(provider => new StorageProbe(
            DataSources.CreateForProbes(connectionString),
            provider.GetRequiredService<WriteState>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ISampleReader, SampleReader>();
        services.AddSingleton<IBucketReader, BucketReader>();
        services.AddSingleton<MetricRowMapping>();
        services.AddSingleton<IMetricStore, MetricStore>();
        services.AddSingleton<IAutomaticModelStore, AutomaticModelStore>();
        services.AddSingleton<ICollectedMetrics, CollectedMetrics>();
        services.AddSingleton<IAutostackStore, AutostackStore>();
        services.AddSingleton<ICheckpointStore, CheckpointStore>();
        services.AddSingleton<DeviceStore>();
        services.AddSingleton<IDeviceStore>(provider => provider.GetRequiredService<DeviceStore>());
        services.AddSingleton<INotificationStore, NotificationQueries>();
        services.AddSingleton<ICandidateHistory, CandidateHistory>();
        services.AddSingleton<IDecisionStore, DecisionStore>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<IAnnotationStore, AnnotationStore>();
        services.AddSingleton<IRankingReader, RankingReader>();
        services.AddSingleton<IIncidentStore, IncidentStore>();
        services.AddSingleton<ISilenceStore, SilenceStore>();
        services.AddSingleton<IExpiringData, ExpiringProviderStates>();
        services.AddSingleton<IExpiringData, ExpiringIncidents>();
        services.AddSingleton<IMonthStore>(provider => new MonthStore(
            provider.GetRequiredService<NpgsqlDataSource>(),
            DataSources.CreateUnpooled(connectionString),
            provider.GetRequiredService<TransientRetry>()
        ));
        services.AddSingleton<IJobSchedule, JobSchedule>();
        services.AddSingleton<ResourceQuota>();
        services.AddSingleton<IResourceQuota>(provider => provider.GetRequiredService<ResourceQuota>());
        services.AddSingleton<IResourceStore, ResourceStore>();
        services.AddSingleton<IProviderStateStore, ProviderStateStore>();
        return services;
    }
}
