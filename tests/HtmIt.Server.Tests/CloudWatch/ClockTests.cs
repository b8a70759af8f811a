using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Machines whose clock is wrong: what is asked for, and what is stored, goes by AWS's.</summary>
public sealed class ClockTests : PublicationFixture
{
    [TestCase(-40), TestCase(-150), TestCase(40), TestCase(0)]
    [CancelAfter(300_000)]
    public async Task Round_MachineAndAwsDiffer_StoresWhatIsFinalInTime(int awsAheadMinutes, CancellationToken cancellationToken)
    {
        var (resource, model) = await MonitorAsync();
        var awsAhead = TimeSpan.FromMinutes(awsAheadMinutes);
        Aws.ClockAhead = awsAhead;
        var offset = (int)awsAhead.TotalSeconds;
        for (var time = Start + offset - (2 * Hour); time < Start + offset + (7 * Hour); time += Period)
        {
            // Not whole before two minutes after its end.
            Aws.Series(resource).Publish(time, time + Period, 1).Publish(time, time + Period + 120, time);
        }

        await RunAsync(6 * Hour, cancellationToken);

        var rows = (await ReadAsync(model)).Rows;
        var now = Seconds + offset;
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(rows.Select(row => (double)row.Time)), "final values");
        Assert.That(rows, Has.Count.GreaterThanOrEqualTo((8 * 12) - 6));
        Assert.That(now - rows[^1].Time, Is.LessThan(4 * Period), "and the newest there can be");
        Assert.That(Aws.Calls.Count(call => call.End > Start + offset + Hour && call.End > now), Is.Zero, "nothing of the future");
        Assert.That(Aws.Calls, Has.Count.LessThan(7 * 12 + 4), "as often as with a right clock");
        Assert.That(Shard.State.MachineAhead, Is.EqualTo(-awsAhead).Within(TimeSpan.FromSeconds(2)));
        Assert.That(Told.Lines.Count(line => line.EventId == 6002), Is.EqualTo(awsAheadMinutes == 0 ? 0 : 1));
    }

    [Test, CancelAfter(300_000)]
    public async Task Round_ClockIsSetRight_GoesOnAsBefore(CancellationToken cancellationToken)
    {
        var (resource, model) = await MonitorAsync();
        Aws.ClockAhead = TimeSpan.FromMinutes(-40);
        var awsStart = Start - (40 * 60);
        for (var time = awsStart; time < awsStart + (8 * Hour); time += Period)
        {
            Aws.Series(resource).Publish(time, time + Period + 30, time);
        }
        await RunAsync(2 * Hour, cancellationToken);
        // The machine's clock jumps back; on the clock of the test that is AWS's going on as it does.
        Clock.AdjustTime(Clock.GetUtcNow().AddMinutes(-40));
        Aws.ClockAhead = TimeSpan.Zero;
        await RunAsync(2 * Hour, cancellationToken);

        var rows = (await ReadAsync(model)).Rows;
        Assert.That(rows.Select(row => row.Time), Is.EqualTo(Enumerable.Range(0, rows.Count).Select(i => rows[0].Time + (i * Period))));
        Assert.That(Seconds - rows[^1].Time, Is.LessThan(4 * Period));
        Assert.That(Shard.State.MachineAhead, Is.EqualTo(TimeSpan.Zero));
        Assert.That(Told.Lines.Select(line => line.EventId), Has.Member(6003));
    }
}
