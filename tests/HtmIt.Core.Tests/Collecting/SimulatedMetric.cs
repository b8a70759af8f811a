using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Testing.Aws;

namespace HtmIt.Core.Tests.Collecting;

/// <summary>A metric that is collected by the plan alone, from what CloudWatch would have at the time.</summary>
/// <param name="isZeroWithoutData">Whether a period without a value counts as 0.</param>
internal sealed class SimulatedMetric(string ns, string statistic, PublishedSeries series, bool isZeroWithoutData = false)
{
    private SeriesSchedule _schedule = new(NewMetric()) { IsZeroWithoutData = isZeroWithoutData };

    public bool IsZeroWithoutData => isZeroWithoutData;

    public MetricId Id { get; } = MetricId.New();

    public string Namespace => ns;

    public string Statistic => statistic;

    public PublishedSeries Series => series;

    /// <summary>What is stored, with when.</summary>
    public List<(Sample Sample, long At)> Rows { get; } = [];

    public int Requests { get; private set; }

    public int Late { get; private set; }

    /// <summary>When stored values were seen to be others, and how many.</summary>
    public List<(long At, int Count)> Revised { get; } = [];

    /// <summary>Of those, values that came for zeros.</summary>
    public int AfterZero { get; private set; }

    public int Silences { get; private set; }

    public int Returns { get; private set; }

    public long DueAt => _schedule.DueAt;

    public SeriesSchedule Schedule => _schedule;

    /// <summary>Asks for what is due.</summary>
    public TakenNote? Collect(long now, CollectionPace pace, SettlingDelays delays)
    {
        var patience = delays.Of(ns, statistic, Id, _schedule.PeriodSeconds);
        (var window, _schedule) = _schedule.Ask(now, pace, patience);
        if (window is not { } asked)
        {
            return null;
        }
        Requests++;
        var next = _schedule.Next ?? asked.Start;
        var taken = _schedule.Take(series.Read(asked.Start, asked.End, now), asked, now, pace, patience);
        _schedule = taken.Stored;
        Rows.AddRange(taken.Samples.Select(sample => (sample, now)));
        Late += taken.Late;
        AfterZero += taken.AfterZero;
        Silences += taken.FallsSilent ? 1 : 0;
        Returns += taken.IsBack ? 1 : 0;
        if (taken.Revised > 0)
        {
            Revised.Add((now, taken.Revised));
        }
        return new(Id, ns, _schedule.PeriodSeconds, next, taken);
    }

    /// <summary>The schedule of one that has rows, when the server starts.</summary>
    public static SeriesSchedule StoredUntil(long time) =>
        new(NewMetric() with { LastSampleTime = DateTimeOffset.FromUnixTimeSeconds(time - 300) });

    private static Metric NewMetric()
    {
        var spec = new CloudWatchMetricSpec(
            "us-west-2",
            "AWS/SQS",
            "NumberOfMessagesSent",
            new Dictionary<string, string> { ["QueueName"] = "q" }
        );
        return new()
        {
            Id = MetricId.New(),
            Number = 1,
            Datasource = CloudWatchDatasource.Instance,
            Name = "AWS/SQS/NumberOfMessagesSent",
            Description = "",
            Resource = spec.Resource,
            Status = MetricStatus.Active,
            PollInterval = TimeSpan.FromSeconds(300),
            Spec = new(spec),
        };
    }
}
