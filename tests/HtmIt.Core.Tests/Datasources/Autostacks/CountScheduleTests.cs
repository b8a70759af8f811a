using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Datasources.Autostacks;

/// <summary>When the number of an autostack's members is noted, on paper.</summary>
public sealed class CountScheduleTests
{
    private const long Now = 1_699_999_800;
    private const int Period = 300;

    [Test]
    public void Ask_NeverNoted_IsDueAtOnceAndAskingChangesNothing()
    {
        var (isDue, asked) = New(next: null).Ask(Now, Pace());
        Assert.That((isDue, asked.Ask(Now, Pace()).IsDue), Is.EqualTo((true, true)));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Ask_Noted_IsDueWhenTheNextPeriodsBegin(int stretch)
    {
        var schedule = New(next: null).Stored(Now + 10, Pace(stretch));
        var due = Now + (stretch * Period);
        Assert.That((schedule.Next, schedule.DueAt), Is.EqualTo(((long?)(Now + Period), due)));
        Assert.That((schedule.Ask(due - 1, Pace(stretch)).IsDue, schedule.Ask(due, Pace(stretch)).IsDue), Is.EqualTo((false, true)));
    }

    [Test]
    public void Ask_DaysAfterTheLast_SkipsWhatWasMissed()
    {
        var (isDue, schedule) = New(next: Now - (10 * 86_400)).Ask(Now, Pace());
        Assert.That((isDue, schedule.Stored(Now, Pace()).Ask(Now, Pace()).IsDue), Is.EqualTo((true, false)));
    }

    private static CollectionPace Pace(int stretch = 1) => new(stretch, AskSeconds: 0, BackfillDays: 14, OpenSeconds: 600);

    private static CountSchedule New(long? next) =>
        new(
            new Metric
            {
                Id = MetricId.New(),
                Number = 1,
                Datasource = AutostackDatasource.Instance,
                Name = "Autostacks/InstanceCount",
                Description = "",
                Resource = "Autostacks/a",
                PollInterval = TimeSpan.FromSeconds(Period),
                NextCollectTime = next is { } time ? DateTimeOffset.FromUnixTimeSeconds(time) : null,
            }
        );
}
