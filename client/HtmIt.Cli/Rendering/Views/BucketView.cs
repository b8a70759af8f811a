using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>The rows of a stretch of time, summed up. The greatest scores are absent when no row has one.</summary>
internal sealed class BucketView(MetricDataBucket bucket)
{
    public DateTime StartTime => bucket.StartTime.UtcDateTime;

    public long RowCount => bucket.RowCount;

    public double FirstValue => bucket.FirstValue;

    public double LastValue => bucket.LastValue;

    public double MinValue => bucket.MinValue;

    public double MaxValue => bucket.MaxValue;

    public double MeanValue => bucket.MeanValue;

    public double? MaxSurprise => bucket.MaxSurprise;

    public double? MaxAnomalyLikelihood => bucket.MaxAnomalyLikelihood;

    public long UnscoredRowCount => bucket.UnscoredRowCount;

    public bool Gap => bucket.HasGap;
}
