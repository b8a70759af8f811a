using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>One series on its way: which of its samples go to the actor, and what became of them.</summary>
internal sealed class IngestWork(IngestSession session, long number, SampleSeries series, IngestBatch batch, int index)
{
    /// <summary>What a refused sample takes beside itself, its text included.</summary>
    private const int RefusalBytes = 400;

    /// <summary>What a series takes without its key and samples: itself, the work, its lists, its task, a lane, and a place in tables.</summary>
    private const int SeriesBytes = 1_024;

    /// <summary>A sample is held as it came, and once more among those that go on, with its index.</summary>
    private const int SampleBytes = 48;

    private List<SampleRefusal>? _refusals;

    /// <summary>Where the samples that keep the rules are in the series; null as long as all of those looked at do.</summary>
    private List<int>? _kept;
    private int _looked;
    private IReadOnlyList<Sample>? _samples;
    private long _firstRowId;
    private long _lastRowId;
    private int _alreadyStored;
    private int _ended;

    public IngestSession Session { get; } = session;

    /// <summary>The number of its batch in the session.</summary>
    public long Batch { get; } = number;

    public SampleSeries Series { get; } = series;

    /// <summary>The metric they go to, once it is known.</summary>
    public MetricId? Metric { get; set; }

    /// <summary>The samples that keep the rules: the series' own list if all of them do.</summary>
    public IReadOnlyList<Sample> Samples =>
        _samples ??= _kept is { } kept ? kept.ConvertAll(index => Series.Samples[index]) : Series.Samples;

    /// <summary>What the refusals of it take so far, in bytes.</summary>
    public long RefusedBytes => (long)RefusalBytes * (_refusals?.Count ?? 0);

    /// <summary>What a series takes in memory from its coming to its end, in bytes.</summary>
    public static long CostOf(SampleSeries series) =>
        SeriesBytes + (series.Key is { } key ? CostOf(key) : 0) + ((long)SampleBytes * series.Samples.Count);

    /// <summary>A key is held with its text.</summary>
    private static long CostOf(MetricKey key) => 2 * ((long)key.Text.Length + (key.Labels.Count == 0 ? 0 : key.Text.Length));

    /// <summary>Says of the next sample that it keeps the rules, or why it does not. Each is told once, in their order.</summary>
    public void Look(SampleRefusal? refusal)
    {
        if (refusal is { } broken)
        {
            _kept ??= [.. Enumerable.Range(0, _looked)];
            Refuse(broken);
        }
        else
        {
            _kept?.Add(_looked);
        }
        _looked++;
    }

    public void RefuseAll(DomainException fault)
    {
        for (var i = 0; i < Samples.Count; i++)
        {
            Refuse(new(IndexOf(i), fault.Reason, "metric", fault.Message));
        }
        Metric = null;
        Complete();
    }

    public void Complete()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1)
        {
            return;
        }
        _refusals?.Sort((one, other) => one.Index.CompareTo(other.Index));
        batch.Complete(index, new(Metric, _firstRowId, _lastRowId, _alreadyStored, _refusals is null ? [] : Refusal.Of(_refusals)));
    }

    private void Refuse(SampleRefusal refusal) => (_refusals ??= []).Add(refusal);

    /// <summary>Where one of the samples that keep the rules is in the series.</summary>
    private int IndexOf(int sample) => _kept is { } kept ? kept[sample] : sample;

    /// <summary>Its samples could not be stored. The session must know before anybody else does.</summary>
    public void Fail(Exception fault)
    {
        Session.NoteFailure(this, fault);
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            batch.Fail(index, fault);
        }
    }

    /// <summary>Gives each work its part of what the actor answered for all of them together.</summary>
    public static void Distribute(List<IngestWork> group, MetricId id, AppendOutcome outcome)
    {
        var rowId = outcome.FirstRowId;
        var (already, refusal, start) = (0, 0, 0);
        foreach (var work in group)
        {
            work.Metric = id;
            var end = start + work.Samples.Count;
            var stored = work.Samples.Count;
            for (; already < outcome.AlreadyStored.Count && outcome.AlreadyStored[already] < end; already++)
            {
                work._alreadyStored++;
                stored--;
            }
            for (; refusal < outcome.Refusals.Count && outcome.Refusals[refusal].Index < end; refusal++)
            {
                var one = outcome.Refusals[refusal];
                work.Refuse(one with { Index = work.IndexOf(one.Index - start) });
                stored--;
            }
            if (stored > 0)
            {
                (work._firstRowId, work._lastRowId) = (rowId, rowId + stored - 1);
                rowId += stored;
            }
            start = end;
            work.Complete();
        }
    }
}
