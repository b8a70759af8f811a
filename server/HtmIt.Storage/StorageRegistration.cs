using HtmIt.Core.Actors;
using HtmIt.Core.Annotations;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Diagnostics;
using HtmIt.Core.Instances;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Quotas;
using HtmIt.Core.Rankings;
using HtmIt.Core.Retention;
using HtmIt.Core.Scheduling;
using HtmIt.Storage.Bulk;
using HtmIt.Storage.Notifications;
using HtmIt.Storage.Queries;
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
    private const int MaxPoolSize = 20;
    private const int LongestConnectSeconds = 3;

    /// <summary>Registers the stores on one database. The hosted writer starts with the host and stops after all that writes.</summary>
    public static IServiceCollection AddHtmItStorage(this IServiceCollection services, string connectionString)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => CreateDataSource(connectionString));
        services.AddPooledDbContextFactory<HtmItDbContext>(
            (provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>())
        );
        services.AddSingleton<TransientRetry>();
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
            CreateProbeSource(connectionString),
            provider.GetRequiredService<WriteState>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ISampleReader, SampleReader>();
        services.AddSingleton<MetricRowMapping>();
        services.AddSingleton<MetricStore>();
        services.AddSingleton<IMetricStore>(provider => provider.GetRequiredService<MetricStore>());
        services.AddSingleton<ICollectedMetrics>(provider => provider.GetRequiredService<MetricStore>());
        services.AddSingleton<IAutostackStore, AutostackStore>();
        services.AddSingleton<ICheckpointStore, CheckpointStore>();
        services.AddSingleton<DeviceStore>();
        services.AddSingleton<IDeviceStore>(provider => provider.GetRequiredService<DeviceStore>());
        services.AddSingleton<INotificationStore, NotificationQueries>();
        services.AddSingleton<IDecisionStore, DecisionStore>();
        services.AddSingleton<IDeliveryStore, DeliveryStore>();
        services.AddSingleton<IAnnotationStore, AnnotationStore>();
        services.AddSingleton<IRankingReader, RankingReader>();
        services.AddSingleton<IExpiringData, ExpiringInstanceStatuses>();
        services.AddSingleton<IMonthStore, MonthStore>();
        services.AddSingleton<IJobSchedule, JobSchedule>();
        services.AddSingleton<InstanceQuota>();
        services.AddSingleton<IInstanceQuota>(provider => provider.GetRequiredService<InstanceQuota>());
        services.AddSingleton<IInstanceStore, InstanceStore>();
        services.AddSingleton<IInstanceStatusStore, InstanceStatusStore>();
        return services;
    }

    internal static DbContextOptionsBuilder<HtmItDbContext> Configure(
        DbContextOptionsBuilder<HtmItDbContext> options,
        string connectionString
    )
    {
        options.UseNpgsql(connectionString).UseSnakeCaseNamingConvention();
        return options;
    }

    private static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options
            .UseNpgsql(database)
            .UseSnakeCaseNamingConvention()
            // A fault is tried again or thrown, and who gives up logs it: it is no error of its own.
            .ConfigureWarnings(log =>
                log.Log(
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (RelationalEventId.ConnectionError, LogLevel.Debug),
                    (RelationalEventId.TransactionError, LogLevel.Debug),
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug)
                )
            );

    private static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MaxPoolSize);
        // With automatic preparation, lock time-outs within batches were followed by answers that Npgsql 10 could not place, on that connection
        // and for later callers; without it there were none.
        settings.MaxAutoPrepare = 0;
        settings.ApplicationName ??= "htmit";
        // How long a connection may take to be made, to be free, or to be cancelled.
        settings.Timeout = settings.Timeout == 0 ? LongestConnectSeconds : Math.Min(settings.Timeout, LongestConnectSeconds);
        // Attempts have their limits from us; Npgsql's own would cancel on a thread of the pool, see Attempt.
        settings.CommandTimeout = 0;
        return builder.Build();
    }

    /// <summary>Connections of its own: a probe must not wait until a call gives one back.</summary>
    private static NpgsqlDataSource CreateProbeSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = 2;
        settings.ApplicationName = "htmit-health";
        settings.Timeout = 1;
        settings.CommandTimeout = 0;
        return builder.Build();
    }
}
