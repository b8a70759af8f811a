using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Names;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Metrics of resources that are gone: nobody pays for them for ever.</summary>
public sealed class GoneResourceTests : PublicationFixture
{
    [Test, CancelAfter(300_000)]
    public async Task Round_ResourceIsGoneForDays_IsAskedForNoMoreUntilItIsBack(CancellationToken cancellationToken)
    {
        var (gone, goneModel) = await MonitorAsync();
        var (idle, _) = await MonitorAsync();
        Inventory.With(Database(gone.ToUpperInvariant()), Database(idle));
        Publish(gone, Start, Start + Hour);
        Publish(idle, Start, Start + Hour);
        await RunAsync(2 * Hour, cancellationToken);
        Clock.Advance(TimeSpan.FromDays(6));
        Inventory.Resources.RemoveAt(0);
        await RunAsync(Hour, cancellationToken);
        Assert.That(StateOf(goneModel).Status, Is.EqualTo(CollectStatus.NoData), "not long enough");

        Clock.Advance(TimeSpan.FromDays(2));
        var before = Aws.Calls.Count;
        await RunAsync(3 * Hour, cancellationToken);
        var asked = Aws.Calls.Skip(before).SelectMany(call => call.Resources).Select(one => one.Resource).ToArray();
        Assert.That(asked, Has.No.Member(gone).And.Member(idle));
        Assert.That(StateOf(goneModel).Status, Is.EqualTo(CollectStatus.Stopped));
        Assert.That((Shard.State.MetricCount, Shard.State.StoppedCount), Is.EqualTo((2, 1)));
        Assert.That(Shard.State.MonthlyDollars, Is.EqualTo(CollectionCost.MonthlyDollars(1, Period)).Within(1e-9));
        Assert.That(Told.Lines.Count(line => line.EventId == 1312), Is.EqualTo(1));

        Inventory.With(Database(gone));
        var back = Seconds / Period * Period;
        Publish(gone, back, back + (3 * Hour));
        await RunAsync(4 * Hour, cancellationToken);
        var (_, rows) = await ReadAsync(goneModel);
        Assert.That(rows.Count(row => row.Time >= back), Is.EqualTo(36), "and nothing of it is lost");
        Assert.That((Shard.State.StoppedCount, Told.Lines.Count(line => line.EventId == 1313)), Is.EqualTo((0, 1)));
    }

    // A server that starts knows nothing of before; a listing that fails says nothing of what exists.
    [Test, CancelAfter(300_000)]
    public async Task Round_NewShardAndNoListing_AsksOnUntilAwsSaysThatItIsGone(CancellationToken cancellationToken)
    {
        var (gone, model) = await MonitorAsync();
        Publish(gone, Start, Start + Hour);
        await RunAsync(2 * Hour, cancellationToken);
        Clock.Advance(TimeSpan.FromDays(8));
        Shard = NewShard();
        Inventory.Fault = new(AwsFault.AccessDenied, "no");
        await RunAsync(Hour, cancellationToken);
        Assert.That(StateOf(model).Status, Is.EqualTo(CollectStatus.NoData));
        Inventory.Fault = null;
        await RunAsync(Hour, cancellationToken);
        Assert.That(StateOf(model).Status, Is.EqualTo(CollectStatus.Stopped));
        ShardOptions.DeadDays = 0;
        Shard = NewShard();
        await RunAsync(Hour, cancellationToken);
        Assert.That(StateOf(model).Status, Is.EqualTo(CollectStatus.NoData), "by a setting");
    }

    private AwsResource Database(string id) => new(AwsResourceType.RdsInstance, Scope.Region, id) { ProviderState = "available" };

    private void Publish(string resource, long from, long to)
    {
        for (var time = from; time < to; time += Period)
        {
            Aws.Series(resource).Publish(time, time + Period + 30, time);
        }
    }

    private CollectState StateOf(Model model)
    {
        var id = new MetricId(new Guid(model.Name["models/".Length..]));
        return Shard.StatesOf([id])[id];
    }
}
