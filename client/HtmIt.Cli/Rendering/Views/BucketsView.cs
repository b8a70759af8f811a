using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A stretch of a metric's history in buckets.</summary>
internal sealed class BucketsView(Metric metric, MetricDataBuckets found)
{
    public string Metric => metric.Name;

    public string MetricName => metric.MetricName;

    public double WidthSeconds => found.Width.TotalSeconds;

    public DateTime? KeptSince => found.KeptSince?.UtcDateTime;

    public IEnumerable<BucketView> Buckets => found.Buckets.Select(bucket => new BucketView(bucket));
}
