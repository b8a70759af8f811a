using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Collecting;

public sealed class ScheduleBookTests
{
    private ScheduleBook<CloudWatchSeries> _book = null!;

    [SetUp]
    public void Reset() => _book = new();

    [Test]
    public void Refresh_KnownNewAndGoneMetrics_KeepsPlansAndForgetsWhatIsGone()
    {
        var (gone, kept, added) = (NewMetric(), NewMetric(), NewMetric());
        Assert.That(_book.DueAt, Is.Null);
        Refresh(gone, kept);
        foreach (var metric in _book.Metrics)
        {
            metric.Postpone(until: 1_000);
        }
        Assert.That(_book.DueAt, Is.EqualTo(1_000));

        Refresh(kept with { StatusMessage = "new", NextCollectTime = DateTimeOffset.FromUnixTimeSeconds(600) }, added);
        var known = _book.Metrics.Single(one => one.Metric.Id == kept.Id);
        Assert.That(_book.Metrics.Select(one => one.Metric.Id), Is.EquivalentTo(new[] { kept.Id, added.Id }));
        Assert.That((known.Metric.StatusMessage, known.Schedule.Next, known.DueAt), Is.EqualTo(("new", 600, 1_000)));

        Refresh(kept, added);
        Assert.That(known.Schedule.Next, Is.EqualTo(600), "what the store does not know yet stays");
        Assert.That(_book.DueAt, Is.LessThan(0), "the new one is due at once");
    }

    [Test]
    public void Due_SomeAreReady_NamesThemWithTheirWindows()
    {
        var (ready, other) = (NewMetric(), NewMetric());
        Refresh(ready, other);
        var window = new CollectionWindow(0, 300, 300);
        var due = _book.Due(one => one.Metric.Id == ready.Id ? window : null);
        Assert.That(due.Select(one => (one.Metric.Metric.Id, one.Window)), Is.EqualTo(new[] { (ready.Id, window) }));
    }

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
            Spec = new(spec),
        };
    }

    private void Refresh(params Metric[] metrics) => _book.Refresh(metrics, metric => new(metric));
}
