using System.Collections.Concurrent;
using HtmIt.Core.Actors;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Actors;

/// <summary>Saving models of which many fall idle, or are stopped, together.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelSavingTests : IDisposable
{
    private const int Models = 12;
    private const int AtOnce = 4;

    private readonly HeldCheckpoints _store = new();
    private readonly CheckpointGate _gate = new();
    private readonly ModelSession[] _models;

    public ModelSavingTests()
    {
        var ports = new MetricActorPorts(
            null!,
            null!,
            null!,
            _store,
            new LoadGate(1),
            _gate,
            Options.Create(new ModelOptions()),
            TimeProvider.System,
            NullLogger<MetricActor>.Instance
        );
        _models =
        [
            .. Enumerable
                .Range(1, Models)
                .Select(i => ModelSession.Create(new(i, MetricId.New()), generation: 1, new ModelDefinition(), ports)),
        ];
        Array.ForEach(_models, model => model.Compute(1, 60, 0.5));
    }

    public void Dispose() => _gate.Dispose();

    [Test]
    public async Task SaveAsync_ManyTogether_AreSavedFewAtOnce()
    {
        var saving = _models.Select(model => model.SaveAsync(1, CancellationToken.None)).ToArray();

        for (var saved = 0; saved < Models; saved++)
        {
            await _store.WaitForAsync(Math.Min(AtOnce, Models - saved));
            _store.FinishOne();
        }
        await Task.WhenAll(saving);
        Assert.That(_store.Saved, Is.EquivalentTo(Enumerable.Range(1, Models)));
    }

    [Test]
    public async Task SaveInBackground_NoPlaceFree_IsLeftForTheNextTime()
    {
        Array.ForEach(_models, model => model.SaveInBackground(1));
        Assert.That(_store.UnderWay, Is.EqualTo(AtOnce));

        for (var i = 0; i < AtOnce; i++)
        {
            _store.FinishOne();
        }
        await _models[0].FinishSavingAsync(CancellationToken.None);
        Assert.That(_store.Saved, Is.EqualTo(Enumerable.Range(1, AtOnce)));

        _models[^1].SaveInBackground(1);
        _store.FinishOne();
        Assert.That(_store.Saved, Has.Member(Models));
    }

    [Test]
    public async Task SaveAsync_StoreThatFails_GivesItsPlaceBack()
    {
        _store.Fault = new InvalidOperationException("full");

        foreach (var model in _models)
        {
            await model.SaveAsync(1, CancellationToken.None);
        }

        Assert.That(_store.Saved, Is.Empty);
    }

    /// <summary>Saves nothing before it is told to.</summary>
    private sealed class HeldCheckpoints : ICheckpointStore
    {
        private readonly ConcurrentQueue<(int Number, TaskCompletionSource Done)> _underWay = [];

        public Exception? Fault { get; set; }

        public List<int> Saved { get; } = [];

        public int UnderWay => _underWay.Count;

        public Task<Checkpoint?> LoadAsync(int metricNumber, CancellationToken cancellationToken) => Task.FromResult<Checkpoint?>(null);

        public Task SaveAsync(int metricNumber, Checkpoint checkpoint, CancellationToken cancellationToken)
        {
            if (Fault is { } fault)
            {
                return Task.FromException(fault);
            }
            var done = new TaskCompletionSource();
            _underWay.Enqueue((metricNumber, done));
            return done.Task;
        }

        /// <summary>Who gets a place goes on on a thread of its own.</summary>
        public async Task WaitForAsync(int underWay)
        {
            await Until.HoldsAsync(() => Task.FromResult(UnderWay), count => count >= underWay, $"{underWay} to be saved");
            Assert.That(UnderWay, Is.EqualTo(underWay), $"after {Saved.Count}");
        }

        public void FinishOne()
        {
            Assert.That(_underWay.TryDequeue(out var one), Is.True);
            Saved.Add(one.Number);
            one.Done.SetResult();
        }
    }
}
