using HtmIt.Core.Actors;
using HtmIt.Core.Datasources;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Exchange;

/// <summary>Takes metrics over from another server, each with its rows, scores and learnt state.</summary>
public sealed class ImportMetrics(
    IMetricStore metrics,
    ISampleLog log,
    ISampleReader reader,
    IModelRuntime runtime,
    DatasourceModels datasources,
    NewMetricLimit limit,
    TimeProvider time
)
{
    private static readonly TimeSpan RatePause = TimeSpan.FromMilliseconds(100);

    /// <summary>As far ahead as a server may be set to take samples.</summary>
    private static readonly TimeSpan LargestFuture = TimeSpan.FromDays(1);

    internal IMetricStore Metrics => metrics;

    internal ISampleLog Log => log;

    internal ISampleReader Reader => reader;

    /// <summary>The latest time of a sample that any server takes now.</summary>
    internal long LatestTime => (time.GetUtcNow() + LargestFuture).ToUnixTimeSeconds();

    /// <summary>Finds or makes the metric; it is not monitored before its rows are there.</summary>
    /// <param name="validateOnly">Changes nothing.</param>
    /// <exception cref="DomainException">InvalidField, and whatever creating a model may throw.</exception>
    public async Task<MetricImport> BeginAsync(WholeMetric whole, bool validateOnly, CancellationToken cancellationToken)
    {
        Check(whole);
        var prepared = await datasources[whole.Item.Datasource].PrepareAsync(whole.Item, validateOnly, cancellationToken);
        if (prepared is null)
        {
            return new(this, whole, null, null, isNew: false, validateOnly);
        }
        var wanted = Complete(prepared, whole.Metric);
        var existing = await FindAsync(wanted, cancellationToken);
        if (existing is not null || validateOnly)
        {
            return new(this, whole, wanted, existing, isNew: false, validateOnly);
        }
        var (metric, isNew) = await AddAsync(wanted, cancellationToken);
        return new(this, whole, wanted, metric, isNew, validateOnly);
    }

    internal async Task MonitorAsync(Metric metric, MetricChange change, CancellationToken cancellationToken)
    {
        var monitored = await metrics.TryChangeAsync(metric, change, cancellationToken) ?? throw DomainErrors.StorageUnavailable();
        // An actor that has the metric in memory finds out, and a backlog goes on.
        await runtime.WakeAsync(monitored.Id, cancellationToken);
        await datasources[monitored.Datasource].BeginCollectingAsync(monitored, cancellationToken);
    }

    private static void Check(WholeMetric whole)
    {
        var metric = whole.Metric;
        if (metric.Definition is null && metric.Status is MetricStatus.Active or MetricStatus.CreatePending)
        {
            throw whole.Field["metric"]["definition"].Invalid("", "must be given for a model that has started");
        }
    }

    /// <summary>As it was called where it comes from, but measured on the autostack of this server.</summary>
    private static NewMetric Complete(NewMetric prepared, Metric given) =>
        prepared with
        {
            Description = given.Description.Length > 0 ? given.Description : prepared.Description,
            Resource = prepared.Autostack is null && given.Resource.Length > 0 ? given.Resource : prepared.Resource,
            TagName = given.TagName,
        };

    private Task<Metric?> FindAsync(NewMetric wanted, CancellationToken cancellationToken) =>
        wanted.Identity is { } identity
            ? metrics.FindByIdentityAsync(wanted.Datasource, identity, cancellationToken)
            : metrics.FindCustomAsync(new MetricKey(wanted.Name, wanted.Labels), cancellationToken);

    /// <summary>Makes the metric, unless somebody else was faster.</summary>
    private async Task<(Metric Metric, bool IsNew)> AddAsync(NewMetric wanted, CancellationToken cancellationToken)
    {
        if (wanted.Datasource.TakesSamples)
        {
            if (await limit.RoomAsync(cancellationToken) < 1)
            {
                throw limit.TooMany();
            }
            while (limit.TakeUpTo(1) == 0)
            {
                await Task.Delay(RatePause, time, cancellationToken);
            }
            limit.NoteCreated(1);
        }
        return await metrics.TryAddAsync(wanted with { Spec = null, Definition = null }, cancellationToken) is { } added ? (added, true)
            : await FindAsync(wanted, cancellationToken) is { } existing ? (existing, false)
            : throw DomainErrors.StorageUnavailable();
    }
}
