using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>What came in and is not stored yet, of all senders of this node: a lane for each metric. One call to a metric's actor is under way
/// at most, and what comes meanwhile goes with the next one, so that a fast sender gets large writes without asking for them. A lane is begun
/// before the metric is looked up, so that the order is that of coming in, also when the database is away.</summary>
/// <remarks>A lane in one of the tables waits for its turn, has it, or rests after a failure.</remarks>
public sealed class IngestLanes : IDisposable
{
    /// <summary>Attempts for a patient sender's samples, if they fail for a reason that is not known to pass.</summary>
    private const int MostAttempts = 5;

    /// <summary>Actors that are called at the same time: enough for both a commit under way and the next one to be large.</summary>
    private const int MostCalls = 2_048;

    /// <summary>Actors of metrics not seen lately that are called at the same time, for senders of each kind: each has to be loaded, and all
    /// share the database with everybody else.</summary>
    private const int MostLoading = 32;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>A call that takes longer does not count among <see cref="MostCalls"/> any more.</summary>
    private static readonly TimeSpan LongCall = TimeSpan.FromSeconds(1);

    private readonly IngestPorts _ports;
    private readonly Lock _lock = new();
    private readonly Dictionary<MetricKey, IngestLane> _keyed = [];
    private readonly Dictionary<MetricId, IngestLane> _known = [];
    private readonly LaneTurns _calling = new(MostCalls);
    private readonly LaneTurns _loadingPatient = new(MostLoading);
    private readonly LaneTurns _loadingImpatient = new(MostLoading);
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _longCalls;
    private long _entered;

    public IngestLanes(IngestPorts ports)
    {
        _ports = ports;
        Budget = new(ports.Options.Value.MaxQueuedBytes);
        _longCalls = ports.Time.CreateTimer(_ => PassOverLongCalls(), null, LongCall, LongCall);
    }

    public IngestOptions Options => _ports.Options.Value;

    /// <summary>Bytes of memory that samples take which are not stored yet.</summary>
    public long QueuedBytes => Budget.Used;

    /// <summary>Batches that were given their place, since the start. What comes after one is counted is behind it.</summary>
    public long EnteredBatches => Interlocked.Read(ref _entered);

    /// <summary>The memory for what waits.</summary>
    internal IngestBudget Budget { get; }

    /// <summary>Opens a session for one sender.</summary>
    /// <param name="patient">Whether the sender is told nothing, so that the server tries again by itself for as long as it takes.</param>
    public IngestSession Open(bool patient) => new(this, patient);

    /// <summary>Ends trying again. What waits is not stored.</summary>
    public void Dispose()
    {
        _longCalls.Dispose();
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Parts the samples that keep the rules from those that do not.</summary>
    internal IngestWork Check(IngestWork work)
    {
        var series = work.Series;
        for (var i = 0; i < series.Samples.Count; i++)
        {
            work.Look(
                series.Violation is { } violation
                    ? new(i, ErrorReason.InvalidField, violation.Field, violation.ToString())
                    : _ports.Rules.Check(i, series.Samples[i])
            );
        }
        return work;
    }

    /// <summary>Gives works their places. Those of which nothing can be stored are done at once, and make no metric.</summary>
    internal void Enter(IngestWork[] works)
    {
        lock (_lock)
        {
            foreach (var work in works)
            {
                if (work.Samples.Count > 0)
                {
                    Enter(work);
                }
            }
            Interlocked.Increment(ref _entered);
        }
        foreach (var work in works)
        {
            if (work.Samples.Count == 0)
            {
                _ = CompleteAsync(work);
            }
        }
    }

    private void Enter(IngestWork work)
    {
        var key = work.Series.Key;
        if (key is null)
        {
            Enter(work, work.Series.Metric!.Value);
        }
        else if (_keyed.TryGetValue(key, out var waiting))
        {
            waiting.Add(work);
        }
        else if (_ports.Directory.TryGet(key, out var id))
        {
            Enter(work, id);
        }
        else
        {
            var lane = _keyed[key] = new(key, null);
            lane.Add(work);
            Await(lane);
        }
    }

    private void Enter(IngestWork work, MetricId id)
    {
        ref var lane = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, id, out var exists);
        lane ??= new(null, id);
        lane.Add(work);
        if (!exists)
        {
            Await(lane);
        }
    }

    /// <summary>The lane waits for its turn.</summary>
    private void Await(IngestLane lane)
    {
        var turns =
            !lane.IsNew ? _calling
            : lane.IsPatient ? _loadingPatient
            : _loadingImpatient;
        if (turns.Add(lane) && turns.TryBegin(out var turn))
        {
            _ = WorkAsync(turns, turn);
        }
    }

    private void PassOverLongCalls()
    {
        lock (_lock)
        {
            _calling.PassOver(_ports.Time.GetTimestamp() - (long)(LongCall.TotalSeconds * _ports.Time.TimestampFrequency));
            while (_calling.TryBegin(out var turn))
            {
                _ = WorkAsync(_calling, turn);
            }
        }
    }

    private async Task CompleteAsync(IngestWork work)
    {
        try
        {
            work.Metric = work.Series.Key is { } key ? await _ports.Directory.FindAsync(key) : work.Series.Metric;
            work.Complete();
        }
        catch (Exception fault)
        {
            work.Fail(fault);
        }
    }

    /// <summary>Works lanes off, one after the other.</summary>
    private async Task WorkAsync(LaneTurns turns, LaneTurn turn)
    {
        await Task.Yield();
        while (TryTake(turns, turn, out var lane, out var group))
        {
            await WorkAsync(turns, lane, group);
        }
    }

    /// <summary>The next lane that has something to do, and the works at its head.</summary>
    private bool TryTake(
        LaneTurns turns,
        LaneTurn turn,
        [NotNullWhen(true)] out IngestLane? lane,
        [NotNullWhen(true)] out List<IngestWork>? group
    )
    {
        lock (_lock)
        {
            while (turns.TryNext(turn, _ports.Time.GetTimestamp(), out lane))
            {
                group = lane.Take(Options.MaxSamplesPerTurn);
                if (group.Count > 0)
                {
                    return true;
                }
                Forget(lane);
            }
        }
        group = null;
        return false;
    }

    /// <summary>Stores the works at the head of a lane. Faults go to the works, so nothing escapes.</summary>
    private async Task WorkAsync(LaneTurns turns, IngestLane lane, List<IngestWork> group)
    {
        try
        {
            if (lane.Key is not { } key || await IdentifyAsync(lane, key, group))
            {
                var id = lane.Metric!.Value;
                IngestWork.Distribute(group, id, await _ports.Runtime.AppendAsync(id, SamplesOf(group), CancellationToken.None));
                lane.IsNew = false;
            }
            lane.Failures = 0;
        }
        catch (DomainException fault) when (fault.Reason == ErrorReason.MetricNotFound && lane.Metric is { } gone)
        {
            Recreate(lane, gone, group, fault);
        }
        catch (Exception fault)
        {
            lane.Failures++;
            if (Fail(turns, lane, group, fault))
            {
                _ = RestAsync(lane);
                return;
            }
        }
        GoOn(lane);
    }

    private async Task RestAsync(IngestLane lane)
    {
        await Task.Delay(RetryDelay, _ports.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GoOn(lane);
    }

    private void GoOn(IngestLane lane)
    {
        lock (_lock)
        {
            if (lane.IsEmpty)
            {
                Forget(lane);
            }
            else
            {
                Await(lane);
            }
        }
    }

    private void Forget(IngestLane lane)
    {
        if (lane.Key is { } key && _keyed.TryGetValue(key, out var keyed) && keyed == lane)
        {
            _keyed.Remove(key);
        }
        if (lane.Metric is { } id && _known.TryGetValue(id, out var known) && known == lane)
        {
            _known.Remove(id);
        }
    }

    private static IReadOnlyList<Sample> SamplesOf(List<IngestWork> group)
    {
        if (group.Count == 1)
        {
            return group[0].Samples;
        }
        var count = 0;
        foreach (var work in group)
        {
            count += work.Samples.Count;
        }
        var (samples, next) = (new Sample[count], 0);
        foreach (var work in group)
        {
            for (var i = 0; i < work.Samples.Count; i++)
            {
                samples[next++] = work.Samples[i];
            }
        }
        return samples;
    }

    /// <summary>Finds or makes the metric of that key. False when the works went on elsewhere: there is a lane of the metric already, or there
    /// may be no such metric.</summary>
    private async Task<bool> IdentifyAsync(IngestLane lane, MetricKey key, List<IngestWork> group)
    {
        MetricId id;
        try
        {
            id = await _ports.Directory.GetOrAddAsync(key);
        }
        catch (DomainException refusal) when (refusal.Reason == ErrorReason.TooManyMetrics)
        {
            group.ForEach(work => work.RefuseAll(refusal));
            return false;
        }
        lock (_lock)
        {
            _keyed.Remove(key);
            if (_known.TryGetValue(id, out var other))
            {
                other.AddRange(group);
                other.AddRange(lane.TakeAll());
                return false;
            }
            lane.Identify(id);
            _known[id] = lane;
            return true;
        }
    }

    /// <summary>The metric was deleted since it was looked up. What names it by its identity is refused; what names it by its key waits for a
    /// new one, in its order.</summary>
    private void Recreate(IngestLane lane, MetricId id, List<IngestWork> group, DomainException fault)
    {
        lock (_lock)
        {
            List<IngestWork> all = [.. group, .. lane.TakeAll()];
            foreach (var work in all.Where(work => work.Series.Key is null))
            {
                work.RefuseAll(fault);
            }
            var keyed = all.FindAll(work => work.Series.Key is not null);
            if (keyed.Count == 0)
            {
                return;
            }
            var key = keyed[0].Series.Key!;
            _ports.Directory.Forget(key, id);
            if (_keyed.TryGetValue(key, out var next))
            {
                next.PutBack(keyed);
                return;
            }
            next = _keyed[key] = new(key, null);
            next.PutBack(keyed);
            Await(next);
        }
    }

    /// <summary>Tells impatient senders, and gives patient ones' works their place back; true if there are any.</summary>
    private bool Fail(LaneTurns turns, IngestLane lane, List<IngestWork> group, Exception fault)
    {
        var passes = Passes(fault);
        var again = (passes || lane.Failures < MostAttempts) && !_stop.IsCancellationRequested;
        lock (_lock)
        {
            var kept = new List<IngestWork>();
            foreach (var work in group)
            {
                if (work.Session.IsPatient && again)
                {
                    kept.Add(work);
                }
                else
                {
                    work.Fail(fault);
                }
            }
            lane.PutBack(kept);
            if (passes)
            {
                lane.FailImpatient(fault);
            }
            if (IsForAll(fault))
            {
                turns.FailImpatient(fault).ForEach(Forget);
            }
            return kept.Count > 0;
        }
    }

    /// <summary>Whether the same will go well later, and until then ill for everybody.</summary>
    private static bool Passes(Exception fault) =>
        fault is DomainException { Reason: ErrorReason.StorageUnavailable or ErrorReason.TooManyNewMetrics or ErrorReason.MetricChanged };

    /// <summary>Whether whoever waits would learn the same, and later. That an actor did not answer in time says nothing of others.</summary>
    private static bool IsForAll(Exception fault) =>
        fault is DomainException { Reason: ErrorReason.StorageUnavailable, InnerException: not TimeoutException };
}
