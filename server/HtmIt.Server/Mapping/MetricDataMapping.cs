using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Watch;

namespace HtmIt.Server.Mapping;

/// <summary>Samples, rows and watches between wire and domain.</summary>
internal static class MetricDataMapping
{
    private const int NanosPerSecond = 1_000_000_000;

    /// <summary>The years 1 to 9999, as protobuf's Timestamp has them.</summary>
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    private static readonly FieldPath Target = FieldPath.Proto("target");

    public static SampleSeries ToSeries(V1.SampleSeries series)
    {
        var samples = new Sample[series.Samples.Count];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = ToSample(series.Samples[i]);
        }
        return ToSeries(series.Target, samples);
    }

    public static SampleSeries ToSeries(V1.MetricTarget? target, IReadOnlyList<Sample> samples) =>
        target?.TargetCase switch
        {
            V1.MetricTarget.TargetOneofCase.Metric => SampleSeries.ForMetric(target.Metric, samples, Target["metric"]),
            V1.MetricTarget.TargetOneofCase.Key => SampleSeries.ForKey(MetricTargetMapping.ToKey(target.Key), samples, Target["key"]),
            _ => new(null, null, samples) { Violation = Target.Violation("", MetricTargetMapping.Rule) },
        };

    public static Sample ToSample(V1.Sample sample) => new(ToSampleTime(sample.SampleTime), sample.Value);

    public static V1.Sample ToProto(Sample sample) =>
        new()
        {
            SampleTime = new() { Seconds = sample.Time },
            Value = sample.Value,
        };

    /// <summary>Whole seconds; a time that is missing or malformed becomes one that the sample rules know.</summary>
    private static long ToSampleTime(Timestamp? time) => time is null ? SampleRules.NoTime : ToSampleTime(time.Seconds, time.Nanos);

    /// <summary>The same of a time that is given.</summary>
    public static long ToSampleTime(long seconds, int nanos) =>
        nanos is < 0 or >= NanosPerSecond ? SampleRules.MalformedTime : Math.Max(FirstSecond, seconds);

    public static V1.MetricDataRow ToProto(in DataRow row, Learning learning)
    {
        var proto = new V1.MetricDataRow
        {
            RowId = row.RowId,
            SampleTime = new Timestamp { Seconds = row.Time },
            Value = row.Value,
        };
        if (row.Score is { } score)
        {
            proto.RawAnomalyScore = score.RawAnomalyScore;
            proto.AnomalyLikelihood = score.AnomalyLikelihood;
            proto.Surprise = score.Surprise;
            proto.Severity = score.Severity;
            proto.Learning = learning.Is(row);
        }
        return proto;
    }

    /// <summary>Null while nothing was ever removed.</summary>
    public static Timestamp? ToKeptSince(LogRange range) => range.KeptSince == 0 ? null : new() { Seconds = range.KeptSince };

    public static ScoreFilter ToFilter(bool hasScore, double score, bool hasSurprise, double surprise, long learningRows)
    {
        if (hasScore && !(score is >= 0 and <= 1))
        {
            throw DomainErrors.InvalidField("min_anomaly_likelihood", score, "must lie in [0, 1]");
        }
        if (hasSurprise && !(surprise >= 0 && double.IsFinite(surprise)))
        {
            throw DomainErrors.InvalidField("min_surprise", surprise, "must be a finite number, not negative");
        }
        return new(hasScore ? score : 0, hasSurprise ? surprise : 0, learningRows);
    }

    public static WatchQuery ToQuery(V1.WatchMetricDataRequest request, Learning learning)
    {
        var selector = SelectorMapping.ToSelector(request.Selector, FieldPath.Proto("selector"));
        var filter = ToFilter(
            request.HasMinAnomalyLikelihood,
            request.MinAnomalyLikelihood,
            request.HasMinSurprise,
            request.MinSurprise,
            LearningRowsMapping.Include(request.LearningRows, byDefault: true) ? 0 : learning.RowsNeeded
        );
        return new(selector, ToStart(request), filter);
    }

    public static long? ToTime(string field, Timestamp? time)
    {
        if (time is null)
        {
            return null;
        }
        return time.Seconds is >= FirstSecond and <= LastSecond && time.Nanos is >= 0 and < NanosPerSecond
            ? time.Seconds
            : throw DomainErrors.InvalidField(
                field,
                $"{time.Seconds} s {time.Nanos} ns",
                "must lie in the years 1 to 9999, with 0 to 999,999,999 nanoseconds"
            );
    }

    /// <summary>A lower bound: rows are at whole seconds, so a fraction rounds up.</summary>
    public static long? ToStartTime(Timestamp? time, string field = "start_time") =>
        ToTime(field, time) is { } seconds ? Math.Min(LastSecond, seconds + (time!.Nanos > 0 ? 1 : 0)) : null;

    private static WatchStart ToStart(V1.WatchMetricDataRequest request)
    {
        switch (request.StartCase)
        {
            case V1.WatchMetricDataRequest.StartOneofCase.AfterPosition:
                return WatchPosition.TryParse(request.AfterPosition, out var position)
                    ? new WatchStart.After(position)
                    : throw WatchErrors.PositionInvalid(request.AfterPosition, "must be a position received in an earlier response");
            case V1.WatchMetricDataRequest.StartOneofCase.StartTime:
                return new WatchStart.Since(ToStartTime(request.StartTime)!.Value);
            default:
                return new WatchStart.Now();
        }
    }
}
