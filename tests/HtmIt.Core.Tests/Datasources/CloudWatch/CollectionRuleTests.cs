using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Datasources.CloudWatch;

/// <summary>Windows, delays and costs, on paper.</summary>
public sealed class CollectionRuleTests
{
    private const long Now = 1_700_000_123;
    private const int Period = 300;

    [Test] // CW-018
    public void Window_NeitherStartNorEnd_BeginsFourteenDaysAgoOnAPeriod()
    {
        var window = CollectionWindow.Of(null, null, Now, Period);
        Assert.That(window.Start % Period, Is.Zero);
        Assert.That(window.Start, Is.InRange(Now - (14 * 86_400), Now - (14 * 86_400) + Period - 1));
        Assert.That(window.Periods, Is.EqualTo(CollectionWindow.MostPeriods));
    }

    [Test] // CW-018: the windows after the first end at the newest whole period, not later than 360 s ago
    public void Window_SlidToTheEnd_CoversEveryPeriodOnce()
    {
        var end = Now - Period - 60;
        var window = CollectionWindow.Of(null, end, Now, Period);
        var periods = 0;
        for (var next = window; !next.IsEmpty; next = next.Next(end))
        {
            periods += next.Periods;
            Assert.That(next.Periods, Is.LessThanOrEqualTo(CollectionWindow.MostPeriods));
            Assert.That(next.End, Is.LessThanOrEqualTo(Now - 360));
        }
        Assert.That(periods, Is.EqualTo((end - window.Start) / Period));
    }

    [TestCase(0, 0)]
    [TestCase(659, 0)]
    [TestCase(660, 1)]
    [TestCase(959, 1)]
    [TestCase(960, 2)]
    [TestCase(10_000_000, 1_440)] // CW-019
    public void Window_FixedStart_HasWholePeriodsOnly(int secondsAgo, int periods)
    {
        var window = CollectionWindow.Of(Now - secondsAgo, null, Now, Period);
        Assert.That((window.Start, window.Periods), Is.EqualTo((Now - secondsAgo, periods)));
        Assert.That(window.IsEmpty, Is.EqualTo(periods == 0));
    }

    [Test] // CW-012 (without OpsWorks, which AWS has ended), CW-013
    public void Catalogue_NineKinds_EachIsFoundByItsDimensionOnly()
    {
        var ofKinds = Catalogue.Metrics.Where(metric => metric.Type is not null).ToArray();
        Assert.That(ofKinds, Has.Length.EqualTo(39));
        Assert.That(ofKinds.Select(metric => metric.Type).Distinct(), Is.EquivalentTo(AwsResourceType.All));
        Assert.That(Catalogue.Metrics.Select(metric => metric.Source), Is.All.Not.Empty);
        foreach (var metric in Catalogue.Metrics)
        {
            Assert.That(Catalogue.Find(metric.Namespace, metric.Name, [metric.Dimension]), Is.SameAs(metric));
            Assert.That(Catalogue.Find(metric.Namespace, metric.Name, [metric.Dimension, "Other"]), Is.Null);
            Assert.That(Catalogue.Find(metric.Namespace, metric.Name, ["Other"]), Is.Null);
        }
        Assert.That(
            Catalogue.DefaultsOf(AwsResourceType.Ec2Instance).Select(metric => metric.Name),
            Is.EquivalentTo(["CPUUtilization", "DiskWriteBytes", "NetworkIn"])
        );
        Assert.That((CatalogueMetric.DefaultMin, CatalogueMetric.PeriodSeconds), Is.EqualTo((0, 300)));
    }

    [Test]
    public void Delay_DataComesAtOnceThenLate_FollowsWithinItsBounds()
    {
        var delay = new PublicationDelay();
        Assert.That(delay.Seconds, Is.EqualTo(60));
        var now = Now;
        for (var round = 0; round < 1_000; round++)
        {
            delay.Learn(now += Period, inTime: 98, tooEarly: 2);
        }
        Assert.That(delay.Seconds, Is.EqualTo(PublicationDelay.ShortestSeconds));
        for (var round = 0; round < 1_000; round++)
        {
            // Those that come later are seen in a round of their own, half a period later.
            delay.Learn(now += Period / 2, inTime: 97, tooEarly: 0);
            delay.Learn(now += Period / 2, inTime: 0, tooEarly: 3);
        }
        Assert.That(delay.Seconds, Is.EqualTo(PublicationDelay.LongestSeconds));
        delay.Learn(now += Period, inTime: 0, tooEarly: 0);
        Assert.That(delay.Seconds, Is.EqualTo(PublicationDelay.LongestSeconds));
    }

    [Test]
    public void Cost_FiveThousandMetrics_IsBilledByMetricAndStretchedToTheLimit()
    {
        Assert.That(CollectionCost.MonthlyDollars(5_000, Period), Is.EqualTo(432).Within(1e-9));
        Assert.That(CollectionCost.MonthlyDollars(1_000, 60), Is.EqualTo(432).Within(1e-9));
        Assert.That(CollectionCost.Stretch(432, 0), Is.EqualTo(1));
        Assert.That(CollectionCost.Stretch(432, 432), Is.EqualTo(1));
        var stretch = CollectionCost.Stretch(432, 100);
        Assert.That(stretch, Is.EqualTo(5));
        Assert.That(CollectionCost.MonthlyDollars(5_000, Period, stretch), Is.LessThanOrEqualTo(100));
    }
}
