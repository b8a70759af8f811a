using HtmIt.Core.Collecting;
using HtmIt.Core.Names;
using HtmIt.Testing.Aws;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Why has this metric no data: what a shard answers.</summary>
public sealed class CollectStateTests : PublicationFixture
{
    [Test, CancelAfter(300_000)]
    public async Task StatesOf_AllThatMayHappen_SaysWhatIsTheMatter(CancellationToken cancellationToken)
    {
        var (whole, current) = await MonitorAsync();
        var (_, never) = await MonitorAsync();
        var (stopping, silent) = await MonitorAsync();
        var (refused, failing) = await MonitorAsync();
        for (var time = Start; time < Start + (8 * Hour); time += Period)
        {
            Aws.Series(whole).Publish(time, time + Period + 30, 1);
            Aws.Series(refused).Publish(time, time + Period + 30, 1);
            if (time < Start + Hour)
            {
                Aws.Series(stopping).Publish(time, time + Period + 30, 1);
            }
        }
        await Shard.RunRoundAsync(cancellationToken);
        await RunAsync(3 * Hour, cancellationToken);
        Aws.StatusOf = resource => resource == refused ? "Forbidden" : null;
        var began = Clock.GetUtcNow();
        await RunAsync(Hour, cancellationToken);

        var states = Shard.StatesOf(new[] { current, never, silent, failing }.Select(IdOf));
        Assert.That(states[IdOf(current)].Status, Is.EqualTo(CollectStatus.Current));
        Assert.That(states[IdOf(never)].Status, Is.EqualTo(CollectStatus.NoData));
        Assert.That(states[IdOf(silent)].Status, Is.EqualTo(CollectStatus.NoData));
        Assert.That(states[IdOf(silent)].LastSuccess, Is.EqualTo(Clock.GetUtcNow()).Within(TimeSpan.FromSeconds(2 * Period)));
        var failed = states[IdOf(failing)];
        Assert.That(failed.Status, Is.EqualTo(CollectStatus.Failing));
        Assert.That(failed.LastError!.Message, Does.Contain("Forbidden"));
        Assert.That(failed.LastError.Since, Is.EqualTo(began).Within(TimeSpan.FromSeconds(2 * Period)));
        Assert.That(failed.LastError.Time, Is.GreaterThan(began.AddMinutes(30)));
        Assert.That(failed.LastSuccess, Is.LessThanOrEqualTo(began));
        foreach (var state in states.Values)
        {
            Assert.That(state.NextTry, Is.InRange(Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(16)));
        }

        Aws.StatusOf = _ => null;
        await RunAsync(Hour, cancellationToken);
        var over = Shard.StatesOf([IdOf(failing)])[IdOf(failing)];
        Assert.That((over.Status, over.LastError!.Since), Is.EqualTo((CollectStatus.Current, failed.LastError.Since)), "it is remembered");
    }

    [Test, CancelAfter(300_000)]
    public async Task StatesOf_RegionThrottles_NextTryIsAfterThePause(CancellationToken cancellationToken)
    {
        var (_, model) = await MonitorAsync();
        Assert.That(Shard.StatesOf([IdOf(model)]), Is.Empty, "not read yet");
        Aws.Before = _ => AwsReply.Error(400, "Throttling");
        await Shard.RunRoundAsync(cancellationToken);

        var state = Shard.StatesOf([IdOf(model)])[IdOf(model)];
        Assert.That((state.Status, state.LastError), Is.EqualTo((CollectStatus.Waiting, (CollectFailure?)null)));
        Assert.That(state.NextTry, Is.LessThan(Clock.GetUtcNow().AddMinutes(1)));
    }

    private static MetricId IdOf(Model model) => new(new Guid(model.Name["models/".Length..]));
}
