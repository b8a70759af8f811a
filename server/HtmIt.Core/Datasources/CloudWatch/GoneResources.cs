using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Finds the resources that are gone, so that nobody pays for ever for asking after them: there has been no data for days, and AWS does not
/// list them. Listings are free of charge, and are made once in an hour for each kind that has such candidates.</summary>
internal sealed partial class GoneResources(ShardContext shard, IAwsInventory inventory, ILogger logger)
{
    private const string Terminated = "terminated";

    /// <summary>How soon what is back is asked for again.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private readonly Dictionary<AwsResourceType, (DateTimeOffset Time, HashSet<string> Ids)> _listings = [];

    /// <summary>Those of the metrics that are due whose resources may have data; the others are put off.</summary>
    public async Task<IReadOnlyList<(CloudWatchSeries Metric, CollectionWindow Window)>> LeaveOutAsync(
        IReadOnlyList<(CloudWatchSeries Metric, CollectionWindow Window)> due,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var gone = new HashSet<CloudWatchSeries>();
        foreach (var kind in due.Select(one => one.Metric).Where(one => IsCandidate(one, now)).GroupBy(one => one.Spec.Kind!))
        {
            if (await ListAsync(kind.Key, now, cancellationToken) is { } listed)
            {
                gone.UnionWith(kind.Where(one => !listed.Contains(one.Spec.Measured.Id)));
            }
        }
        Tell([.. gone.Where(one => !one.Progress.IsStopped)], [.. due.Select(one => one.Metric).Where(IsBack)]);
        foreach (var one in gone)
        {
            one.Progress = one.Progress with { IsStopped = true };
            one.Postpone((now + LookAgain).ToUnixTimeSeconds());
        }
        return gone.Count == 0 ? due : [.. due.Where(one => !gone.Contains(one.Metric))];

        bool IsBack(CloudWatchSeries one) => one.Progress.IsStopped && !gone.Contains(one);
    }

    private bool IsCandidate(CloudWatchSeries one, DateTimeOffset now) =>
        shard.Options.DeadDays > 0 && one.Spec.Kind is not null && NewestOf(one) < now - TimeSpan.FromDays(shard.Options.DeadDays);

    /// <summary>When there were data last; zeros for want of them are none.</summary>
    private static DateTimeOffset NewestOf(CloudWatchSeries one) =>
        one.Schedule.ZerosFrom is { } zeros
            ? DateTimeOffset.FromUnixTimeSeconds(zeros)
            : one.Metric.LastSampleTime ?? one.Metric.CreateTime;

    /// <summary>The ids that exist, in no particular case; null when AWS does not say.</summary>
    private async Task<HashSet<string>?> ListAsync(AwsResourceType type, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_listings.TryGetValue(type, out var known) && (now - known.Time).Duration() < LookAgain)
        {
            return known.Ids;
        }
        try
        {
            var listed = await inventory.ListAsync(shard.Scope, type, filters: null, int.MaxValue, cancellationToken);
            var there = listed.Where(one => one.ProviderState != Terminated).Select(one => one.Id);
            var ids = new HashSet<string>(there, StringComparer.OrdinalIgnoreCase);
            _listings[type] = (now, ids);
            return ids;
        }
        catch (AwsException fault)
        {
            // Whoever can't list goes on asking, and paying: a metric is never given up on a guess.
            Log.NotListed(logger, type, shard.Scope, fault.Message);
            return null;
        }
    }

    private void Tell(CloudWatchSeries[] gone, CloudWatchSeries[] back)
    {
        if (gone.Length > 0)
        {
            var (example, resource) = (gone[0].Metric.Id, gone[0].Metric.Resource);
            Log.Gone(logger, gone.Length, shard.Scope, shard.Options.DeadDays, example, resource);
        }
        if (back.Length > 0)
        {
            Log.Back(logger, back.Length, shard.Scope, back[0].Metric.Id, back[0].Metric.Resource);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1312,
            LogLevel.Information,
            "{Metrics} metrics in {Scope} are no longer asked for, e.g. {Metric}: they have had no data for {Days} days, and AWS does not list "
                + "{Resource} any more. When it does, they go on"
        )]
        public static partial void Gone(ILogger logger, int metrics, AwsScope scope, int days, MetricId metric, string resource);

        [LoggerMessage(
            1313,
            LogLevel.Information,
            "{Metrics} metrics in {Scope} are asked for again, e.g. {Metric}: AWS lists {Resource} again"
        )]
        public static partial void Back(ILogger logger, int metrics, AwsScope scope, MetricId metric, string resource);

        [LoggerMessage(1314, LogLevel.Warning, "Whether resources of {Type} in {Scope} without data are gone can't be said: {Fault}")]
        public static partial void NotListed(ILogger logger, AwsResourceType type, AwsScope scope, string fault);
    }
}
