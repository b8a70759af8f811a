using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Datasources.Autostacks;

/// <summary>When a metric of an autostack is collected, on paper.</summary>
public sealed class AutostackScheduleTests
{
    private const long Now = 1_699_999_800;
    private const int Period = 300;

    [Test]
    public void Ask_NeverCollected_BeginsInThePastAndCatchesUpAtOnce()
    {
        var schedule = New(next: null);
        var (window, asked) = schedule.Ask(Now, Pace(), onlyNewest: false);
        Assert.That(asked, Is.EqualTo(schedule));
        Assert.That((window!.Value.Start, window.Value.Periods), Is.EqualTo((Now - (14 * 86_400), CollectionWindow.MostPeriods)));
        Assert.That(schedule.Ask(Now, Pace(), onlyNewest: false).Window, Is.EqualTo(window), "asking changes nothing");
        var stored = schedule.Stored(window.Value, Pace());
        Assert.That(stored.Next, Is.EqualTo(window.Value.End));
        Assert.That(stored.DueAt, Is.LessThan(Now));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Ask_UpToDate_IsDueWhenAllItsPeriodsAreComplete(int stretch)
    {
        var (window, schedule) = New(next: Now).Ask(Now, Pace(stretch), onlyNewest: false);
        var due = Now + (stretch * Period) + Period + CollectionWindow.SettlingSeconds;
        Assert.That((window, schedule.DueAt), Is.EqualTo(((CollectionWindow?)null, due)));
        Assert.That(schedule.Ask(due - 1, Pace(stretch), onlyNewest: false).Window, Is.Null);
        Assert.That(
            schedule.Ask(due, Pace(stretch), onlyNewest: false).Window,
            Is.EqualTo(new CollectionWindow(Now, Now + (stretch * Period), Period))
        );
    }

    [Test]
    public void Ask_OnlyTheNewest_SkipsWhatWasMissed()
    {
        var (window, _) = New(next: Now - (10 * 86_400)).Ask(Now, Pace(), onlyNewest: true);
        Assert.That(window, Is.EqualTo(new CollectionWindow(Now - (3 * Period), Now - (2 * Period), Period)));
    }

    private static CollectionPace Pace(int stretch = 1) =>
        new(stretch, IsLimited: false, BackfillDays: 14, RetrySeconds: 150, OpenSeconds: 600);

    private static AutostackSchedule New(long? next) =>
        new(
            new Metric
            {
                Id = MetricId.New(),
                Number = 1,
                Datasource = AutostackDatasource.Instance,
                Name = "AWS/EC2/CPUUtilization",
                Description = "",
                Resource = "Autostacks/a",
                PollInterval = TimeSpan.FromSeconds(Period),
                NextCollectTime = next is { } time ? DateTimeOffset.FromUnixTimeSeconds(time) : null,
            }
        );
}
