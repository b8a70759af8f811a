using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Testing;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Metrics;

/// <summary>STO-003, and what a flood of names may cost.</summary>
public sealed class MetricDirectoryTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Test, CancelAfter(60_000)]
    public async Task GetOrAddAsync_MoreThan60000Names_KeepsThe50000UsedLast()
    {
        var directory = Create(new(), new() { NewMetricsPerSecond = 100_000 });
        await Task.WhenAll(Keys(60_000).Select(directory.GetOrAddAsync));
        Assert.That(directory.Count, Is.EqualTo(60_000));
        Assert.That(directory.TryGet(new("name0"), out _), Is.True);

        await directory.GetOrAddAsync(new("one more"));

        Assert.That(directory.Count, Is.EqualTo(50_000));
        foreach (
            var (name, kept) in new[] { ("name0", true), ("one more", true), ("name59999", true), ("name1", false), ("name9000", false) }
        )
        {
            Assert.That(directory.TryGet(new(name), out _), Is.EqualTo(kept), name);
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task GetOrAddAsync_ManyCallersAtOnce_ShareStatements()
    {
        var metrics = new FakeMetrics();
        var directory = Create(metrics, new());
        var ready = new TaskCompletionSource();
        metrics.Ready = ready.Task;
        var found = Enumerable.Range(0, 5_000).Select(i => directory.GetOrAddAsync(new($"name{i % 1_000}"))).ToArray();
        ready.SetResult();
        await Task.WhenAll(found);

        Assert.That(metrics.Statements, Is.LessThan(10));
        Assert.That(found.Select(one => one.Result).Distinct().Count(), Is.EqualTo(1_000));
    }

    [Test, CancelAfter(60_000)]
    public async Task GetOrAddAsync_NamesFasterThanTheRate_AreToldSo()
    {
        var metrics = new FakeMetrics();
        var known = metrics.IdOf("known");
        var directory = Create(metrics, new() { NewMetricsPerSecond = 1 });
        var asked = Keys(40).Select(key => ReasonOf(directory.GetOrAddAsync(key))).ToArray();
        // Look-ups of what exists do not stand behind what has to wait.
        Assert.That(await directory.GetOrAddAsync(new("known")), Is.EqualTo(known));
        await Until.HoldsAsync(
            () => Task.FromResult(asked.Count(one => one.IsCompleted)),
            done => done >= 30,
            "those beyond the rate to be told, and the first ones made"
        );
        _time.Skip(TimeSpan.FromSeconds(10));
        var reasons = await Task.WhenAll(asked);

        Assert.That(reasons.Count(reason => reason == ErrorReason.Unspecified), Is.InRange(10, 16));
        Assert.That(reasons.Where(reason => reason != ErrorReason.Unspecified), Is.All.EqualTo(ErrorReason.TooManyNewMetrics));
    }

    [Test, CancelAfter(60_000)]
    public async Task GetOrAddAsync_AsManyMetricsAsMayBe_MakesNoMore()
    {
        var metrics = new FakeMetrics();
        metrics.IdOf("before");
        var directory = Create(metrics, new() { MaxCustomMetrics = 4 });

        var reasons = await Task.WhenAll(Keys(5).Select(key => ReasonOf(directory.GetOrAddAsync(key))));

        Assert.That(reasons.Count(reason => reason == ErrorReason.TooManyMetrics), Is.EqualTo(2));
        Assert.That(await ReasonOf(directory.GetOrAddAsync(new("before"))), Is.EqualTo(ErrorReason.Unspecified));
    }

    private static IEnumerable<MetricKey> Keys(int count) => Enumerable.Range(0, count).Select(i => new MetricKey($"name{i}"));

    [Test, CancelAfter(60_000)] // Who is known pays nothing for those who are new.
    public async Task GetOrAddAsync_20000NewNamesToMonitor_AsksOnceForEachAndKnownOnesAreThereAtOnce()
    {
        var metrics = new FakeMetrics();
        var store = new FakeAutomaticModels();
        var directory = new MetricDirectory(
            metrics,
            new(metrics, Options.Create(new NewMetricOptions { NewMetricsPerSecond = 100_000 }), _time),
            NewNames.Monitoring(new() { Names = "name*" }, store),
            _time
        );
        var known = await directory.GetOrAddAsync(new("known"));
        var ready = new TaskCompletionSource();
        metrics.Ready = ready.Task;
        var made = Keys(20_000).Select(directory.GetOrAddAsync).ToArray();

        Assert.That(directory.TryGet(new("known"), out var found), Is.True);
        Assert.That(found, Is.EqualTo(known));
        ready.SetResult();
        await Task.WhenAll(made);
        Assert.That(metrics.Automatic, Has.Count.EqualTo(1_000));
        Assert.That(store.Counts, Is.EqualTo(1));
        Assert.That(metrics.Statements, Is.LessThan(50));
    }

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

    private MetricDirectory Create(FakeMetrics metrics, NewMetricOptions options) =>
        new(metrics, new(metrics, Options.Create(options), _time), NewNames.MonitoringNone(), _time);
}
