using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Actors;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LoadGateTests
{
    private const int AtOnce = 10;

    private readonly LoadGate _gate = new(AtOnce);
    private readonly List<TaskCompletionSource<int>> _reads = [];

    [Test]
    public async Task RunAsync_ManyTogether_RunFewAtOnceInTheirOrder()
    {
        var loading = Enumerable.Range(0, 3 * AtOnce).Select(Load).ToArray();

        for (var i = 0; i < loading.Length; i++)
        {
            var begun = Math.Min(i + AtOnce, loading.Length);
            await BegunAsync(begun - 1);
            Assert.That(_reads, Has.Count.EqualTo(begun), "no more than have places");
            _reads[i].SetResult(0);
            Assert.That(await loading[i], Is.EqualTo(i), "the next one is the one that has waited longest");
        }
    }

    [Test]
    public async Task RunAsync_DatabaseAway_EndsThoseThatWaitToo()
    {
        var loading = Enumerable.Range(0, 3 * AtOnce).Select(Load).ToArray();

        _reads[0].SetException(DomainErrors.StorageUnavailable());

        foreach (var one in loading.Skip(AtOnce).Append(loading[0]))
        {
            var fault = Assert.ThrowsAsync<DomainException>(() => one);
            Assert.That(fault!.Reason, Is.EqualTo(ErrorReason.StorageUnavailable));
        }
        Assert.That(_reads, Has.Count.EqualTo(AtOnce), "nobody who was told reads");
        _reads[1].SetResult(0);
        Assert.That(await loading[1], Is.EqualTo(1), "who reads goes on");
        var next = Load(7);
        _reads[^1].SetResult(0);
        Assert.That(await next, Is.EqualTo(7), "the place is free again");
    }

    [Test]
    public async Task RunAsync_RefusalOfOne_IsNoRefusalOfOthers()
    {
        var loading = Enumerable.Range(0, AtOnce + 1).Select(Load).ToArray();

        _reads[0].SetException(DomainErrors.InvalidField("name", "x", "must not be"));

        Assert.ThrowsAsync<DomainException>(() => loading[0]);
        await BegunAsync(AtOnce);
    }

    private int Begun
    {
        get
        {
            lock (_reads)
            {
                return _reads.Count;
            }
        }
    }

    private async Task<int> Load(int i)
    {
        await _gate.RunAsync(() =>
        {
            lock (_reads)
            {
                _reads.Add(new());
                return _reads[^1].Task;
            }
        });
        return i;
    }

    /// <summary>Whose turn has come begins on a thread of its own.</summary>
    private Task<int> BegunAsync(int read) =>
        Until.HoldsAsync(() => Task.FromResult(Begun), begun => begun > read, $"read {read} to begin");
}
