using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Tests.Metrics;
using HtmIt.Testing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Ingest;

/// <summary>What was acknowledged is stored, in order, and what is sent again is never refused.</summary>
public sealed class IngestLanesTests
{
    private const int Metrics = 3;
    private const int Batches = 60;

    /// <summary>Actors that are called at once.</summary>
    private const int MostCalls = 2_048;

    /// <summary>Senders of both kinds, each with metrics of its own and one that patient ones share in turns, on actors that fail at random
    /// before and after storing.</summary>
    [Test, CancelAfter(120_000)]
    public async Task Sessions_ActorsThatFailAtRandom_LoseNothingAndRefuseNothing([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        using var lanes = new Lanes(() => Draw(random));

        await Task.WhenAll([
            .. Enumerable.Range(0, 4).Select(sender => SendAgainAsync(lanes, $"told{sender}", new(seed + (100 * sender)))),
            FlushAsync(lanes, "untold"),
        ]);

        var wanted = Enumerable.Range(0, Batches * 5).Select(number => new Sample(Lanes.Start + number, number)).ToArray();
        foreach (var sender in new[] { "told0", "told1", "told2", "told3", "untold" })
        {
            for (var metric = 0; metric < Metrics; metric++)
            {
                Assert.That(lanes.RowsOf($"{sender}.{metric}"), Is.EqualTo(wanted), $"{sender}.{metric}");
            }
        }
        Assert.That(lanes.All.QueuedBytes, Is.Zero, "all memory is given back");
    }

    [Test, CancelAfter(60_000)]
    public async Task BeginAsync_AfterAFailureOfTheMetric_FailsAllLaterOnes()
    {
        var faults = new Queue<FakeFault>([FakeFault.Before]);
        using var lanes = new Lanes(() => faults.TryDequeue(out var fault) ? fault : FakeFault.None);
        lanes.Runtime.Gate = new(0);
        using var session = lanes.All.Open(patient: false);
        var outcomes = new List<Task>();
        for (var i = 0; i < 10; i++)
        {
            outcomes.Add(await session.BeginAsync([Lanes.Series("one", i)], CancellationToken.None));
        }
        lanes.Runtime.Gate.Release(100);

        foreach (var outcome in outcomes)
        {
            Assert.That(await ReasonOf(outcome), Is.EqualTo(ErrorReason.StorageUnavailable));
        }
        Assert.That(
            await ReasonOf(session.BeginAsync([Lanes.Series("one", 10)], CancellationToken.None)),
            Is.EqualTo(ErrorReason.StorageUnavailable)
        );
        Assert.That(lanes.RowsOf("one"), Is.Empty);
    }

    [Test, CancelAfter(60_000)]
    public async Task BeginAsync_DatabaseAwayBeforeTheNameIsKnown_KeepsTheOrderOfPatientSenders()
    {
        using var lanes = new Lanes();
        var ready = new TaskCompletionSource();
        lanes.Metrics.Ready = ready.Task;
        lanes.Metrics.Fault = DomainErrors.StorageUnavailable();
        var outcomes = new List<Task>();
        for (var i = 0; i < 200; i++)
        {
            using var session = lanes.All.Open(patient: true);
            outcomes.Add(await session.BeginAsync([Lanes.Series("late", i)], CancellationToken.None));
        }
        ready.SetResult();
        lanes.Metrics.Fault = null;
        await Task.WhenAll(outcomes);

        Assert.That(lanes.RowsOf("late").Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test, CancelAfter(60_000)]
    public async Task Dispose_ImpatientSession_DropsWhatWasNotBegun()
    {
        using var lanes = new Lanes();
        lanes.Runtime.Gate = new(0);
        var gone = lanes.All.Open(patient: false);
        var begun = await gone.BeginAsync([Lanes.Series("gone", 1)], CancellationToken.None);
        await TakenAsync(lanes);
        var dropped = await gone.BeginAsync([Lanes.Series("gone", 9)], CancellationToken.None);
        gone.Dispose();
        using var next = lanes.All.Open(patient: false);
        var again = await next.BeginAsync([Lanes.Series("gone", 1, 2)], CancellationToken.None);
        lanes.Runtime.Gate.Release(100);

        await begun;
        Assert.That(async () => await dropped, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            ((await again)[0].AlreadyStoredCount, (await again)[0].StoredCount, (await again)[0].Refusals.Count),
            Is.EqualTo((1, 1, 0))
        );
        Assert.That(lanes.RowsOf("gone").Select(row => row.Value), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test, CancelAfter(60_000)]
    public async Task TryBegin_NoRoom_TakesNothing()
    {
        using var lanes = new Lanes(options: new() { MaxQueuedBytes = 1_048_576 });
        lanes.Runtime.Gate = new(0);
        using var session = lanes.All.Open(patient: true);
        var taken = new List<Task>();
        while (session.TryBegin([Lanes.Series($"udp{taken.Count}", 1)], out var outcomes))
        {
            taken.Add(outcomes);
        }
        var waiting = session.BeginAsync([Lanes.Series("tcp", 1)], CancellationToken.None);

        Assert.That(lanes.All.QueuedBytes, Is.InRange(1_000_000, 1_048_576));
        Assert.That(waiting.IsCompleted, Is.False, "there is no room for it");
        lanes.Runtime.Gate.Release(100_000);
        await Task.WhenAll(taken);
        await await waiting;
        Assert.That(lanes.RowsOf("tcp"), Has.Count.EqualTo(1));
        Assert.That(session.TryBegin([Lanes.Series("udp again", 1)], out _), Is.True);
    }

    /// <summary>What nothing is stored of is held all the same: as series, and as refusals with their texts.</summary>
    [TestCase(1_000, 0, 1_000_000), TestCase(1, 1_000, 400_000), CancelAfter(60_000)]
    public async Task TryBegin_NothingToStore_CostsItsMemory(int series, int refused, int bytes)
    {
        using var lanes = new Lanes();
        var ready = new TaskCompletionSource();
        lanes.Metrics.Ready = ready.Task;
        using var session = lanes.All.Open(patient: true);
        Sample[] tooOld = [.. Enumerable.Range(1, refused).Select(time => new Sample(time, 0))];

        Assert.That(
            session.TryBegin(
                [.. Enumerable.Range(0, series).Select(i => SampleSeries.ForKey(new($"nothing{i}"), tooOld, FieldPath.Proto("")))],
                out var outcomes
            ),
            Is.True
        );

        Assert.That(lanes.All.QueuedBytes, Is.GreaterThan(bytes));
        ready.SetResult();
        Assert.That((await outcomes).SelectMany(one => one.Refusals).Sum(one => one.Count), Is.EqualTo(series * refused));
    }

    [Test, CancelAfter(60_000)] // ten thousand connections with a line each must not take the database from all others
    public async Task BeginAsync_ManyNewMetrics_LoadsFewAtOnce()
    {
        using var lanes = new Lanes();
        lanes.Runtime.Gate = new(0);
        using var session = lanes.All.Open(patient: true);
        var stored = await session.BeginAsync(
            [.. Enumerable.Range(0, 200).Select(i => Lanes.Series($"new{i}", 1))],
            CancellationToken.None
        );
        await Until.HoldsAsync(() => Task.FromResult(lanes.Runtime.Calls), calls => calls >= 32, "as many as may be to be loaded");

        lanes.Runtime.Gate.Release(200);

        await stored;
        Assert.That(lanes.Runtime.MostAtOnce, Is.EqualTo(32));
    }

    [Test, CancelAfter(60_000)] // samples that wait share a call: its cost is that of ten samples or more
    public async Task BeginAsync_MoreMetricsThanMayBeCalled_GathersWhatWaits()
    {
        using var lanes = new Lanes();
        lanes.Runtime.Gate = new(0);
        using var session = lanes.All.Open(patient: false);
        var called = await BeginManyAsync(lanes, session, MostCalls);
        var waiting = new List<Task>();
        for (var i = 1; i <= 5; i++)
        {
            waiting.Add(await session.BeginAsync([ById(lanes, "waits", i)], default));
        }
        Assert.That(lanes.Runtime.Calls, Is.EqualTo(MostCalls));

        lanes.Runtime.Gate.Release(MostCalls + 1);

        await Task.WhenAll([.. called, .. waiting]);
        Assert.That(lanes.RowsOf("waits").Select(row => row.Value), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That((lanes.Runtime.Calls, lanes.Runtime.MostAtOnce), Is.EqualTo((MostCalls + 1, MostCalls)));
    }

    [Test, CancelAfter(60_000)] // models that are being scored anew answer nobody for a while
    public async Task BeginAsync_CallsThatTakeLong_LetOthersPass()
    {
        var time = new FakeTimeProvider();
        using var lanes = new Lanes(clock: time);
        lanes.Runtime.Gate = new(0);
        using var session = lanes.All.Open(patient: false);
        var slow = await BeginManyAsync(lanes, session, MostCalls);
        var quick = await session.BeginAsync([ById(lanes, "quick", 1)], default);

        time.Advance(TimeSpan.FromSeconds(2));

        await Until.HoldsAsync(
            () => Task.FromResult(lanes.Runtime.Calls),
            calls => calls == MostCalls + 1,
            "the other metric to be called"
        );
        lanes.Runtime.Gate.Release(MostCalls + 1);
        await Task.WhenAll([.. slow, quick]);
        // Those that were slow have given their places away, and nobody has two.
        var rest = await BeginManyAsync(lanes, session, MostCalls + 100, row: 2);
        Assert.That(lanes.Runtime.Calls, Is.EqualTo(MostCalls + 1 + MostCalls));
        lanes.Runtime.Gate.Release(MostCalls + 100);
        await Task.WhenAll(rest);
    }

    [TestCase(null, ErrorReason.StorageUnavailable), TestCase(typeof(TimeoutException), ErrorReason.Unspecified), CancelAfter(60_000)]
    public async Task BeginAsync_DatabaseAwayWhileOthersWait_TellsThemAtOnce(Type? cause, ErrorReason expected)
    {
        var fault = DomainErrors.StorageUnavailable((Exception?)(cause is null ? null : Activator.CreateInstance(cause)));
        using var lanes = new Lanes();
        lanes.Runtime.Gate = new(0);
        using var session = lanes.All.Open(patient: false);
        var called = await BeginManyAsync(lanes, session, MostCalls);
        using var other = lanes.All.Open(patient: false);
        var waiting = await other.BeginAsync([ById(lanes, "waits", 1)], default);

        lanes.Runtime.Fault = fault;
        lanes.Runtime.Gate.Release(1);
        Assert.That(await ReasonOf(await Task.WhenAny(called)), Is.EqualTo(ErrorReason.StorageUnavailable));
        lanes.Runtime.Fault = null;
        lanes.Runtime.Gate.Release(MostCalls);

        Assert.That(await ReasonOf(waiting), Is.EqualTo(expected));
    }

    [Test, CancelAfter(60_000)]
    public async Task BeginAsync_NameAndIdentity_AreOneMetric()
    {
        using var lanes = new Lanes();
        lanes.Runtime.Gate = new(0);
        var ready = new TaskCompletionSource();
        lanes.Metrics.Ready = ready.Task;
        using var session = lanes.All.Open(patient: false);
        var first = await session.BeginAsync([ById(lanes, "both", 1)], CancellationToken.None);
        await TakenAsync(lanes);
        var second = await session.BeginAsync([Lanes.Series("both", 2)], CancellationToken.None);
        var third = await session.BeginAsync([Lanes.Series("both", 3)], CancellationToken.None);
        ready.SetResult();
        await lanes.Directory.GetOrAddAsync(new("both"));
        lanes.Runtime.Gate.Release(100);

        await Task.WhenAll(first, second, third);
        Assert.That(lanes.RowsOf("both").Select(row => row.Value), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    private static SampleSeries ById(Lanes lanes, string name, int number) =>
        new(null, lanes.Metrics.IdOf(name), [new(Lanes.Start + number, number)]);

    /// <summary>Begins a batch for each of so many metrics, and waits until as many of them are called as may be.</summary>
    private static async Task<List<Task>> BeginManyAsync(Lanes lanes, IngestSession session, int metrics, int row = 1)
    {
        var before = lanes.Runtime.Calls;
        var begun = new List<Task>();
        for (var i = 0; i < metrics; i++)
        {
            begun.Add(await session.BeginAsync([ById(lanes, $"many{i}", row)], default));
        }
        var called = before + Math.Min(metrics, MostCalls);
        await Until.HoldsAsync(() => Task.FromResult(lanes.Runtime.Calls), calls => calls >= called, "as many calls as may be");
        return begun;
    }

    /// <summary>Sends in order, and after a failure again from the first batch without an acknowledgement, in a new session.</summary>
    private static async Task SendAgainAsync(Lanes lanes, string sender, Random random)
    {
        for (var acknowledged = 0; acknowledged < Batches; )
        {
            using var session = lanes.All.Open(patient: false);
            var underWay = new Queue<Task<IReadOnlyList<SeriesOutcome>>>();
            try
            {
                for (var next = acknowledged; acknowledged < Batches; )
                {
                    while (next < Batches && underWay.Count < 8 && (underWay.Count == 0 || random.Next(3) > 0))
                    {
                        underWay.Enqueue(await session.BeginAsync(Batch(sender, next++), CancellationToken.None));
                    }
                    AssertTaken(await underWay.Dequeue());
                    acknowledged++;
                }
            }
            catch (DomainException fault) when (fault.Reason == ErrorReason.StorageUnavailable)
            {
                // Once more, from the first one that was not acknowledged.
            }
        }
    }

    /// <summary>Each batch in a session of its own that is gone at once, as Graphite senders do it that connect for each flush.</summary>
    private static async Task FlushAsync(Lanes lanes, string sender)
    {
        var outcomes = new List<Task<IReadOnlyList<SeriesOutcome>>>();
        for (var i = 0; i < Batches; i++)
        {
            using var session = lanes.All.Open(patient: true);
            outcomes.Add(await session.BeginAsync(Batch(sender, i), CancellationToken.None));
        }
        Array.ForEach(await Task.WhenAll(outcomes), AssertTaken);
    }

    private static SampleSeries[] Batch(string sender, int number) =>
        [.. Enumerable.Range(0, Metrics).Select(metric => Lanes.Series($"{sender}.{metric}", Enumerable.Range(number * 5, 5)))];

    private static void AssertTaken(IReadOnlyList<SeriesOutcome> outcomes) =>
        Assert.That(outcomes.SelectMany(one => one.Refusals), Is.Empty, "what is sent again is not refused");

    private static async Task<ErrorReason> ReasonOf(Task task)
    {
        try
        {
            await task;
            return ErrorReason.Unspecified;
        }
        catch (DomainException fault)
        {
            return fault.Reason;
        }
    }

    /// <summary>Waits until the actors have a call.</summary>
    private static Task<int> TakenAsync(Lanes lanes) =>
        Until.HoldsAsync(() => Task.FromResult(lanes.Runtime.Calls), calls => calls > 0, "the actor to be called");

    private static FakeFault Draw(Random random)
    {
        lock (random)
        {
            return random.Next(10) switch
            {
                0 or 1 => FakeFault.Before,
                2 => FakeFault.After,
                _ => FakeFault.None,
            };
        }
    }
}
