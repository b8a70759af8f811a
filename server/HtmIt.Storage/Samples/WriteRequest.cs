using System.Collections.Immutable;
using HtmIt.Core.Incidents;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;

namespace HtmIt.Storage.Samples;

/// <summary>Rows of one metric that wait for the writer.</summary>
internal sealed class WriteRequest(MetricRef metric, LogHead head, IReadOnlyList<DataRow> rows, bool isAppend)
{
    private ImmutableHashSet<DoubtfulCommit> _doubts = [];

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MetricRef Metric { get; } = metric;

    public LogHead Head { get; } = head;

    public IReadOnlyList<DataRow> Rows { get; } = rows;

    /// <summary>Whether the rows are new; otherwise they get other scores.</summary>
    public bool IsAppend { get; } = isAppend;

    /// <summary>When it was handed in, as a time stamp.</summary>
    public long Since { get; init; }

    /// <summary>What the rows make of the metric's incidents.</summary>
    public IReadOnlyList<IncidentState> Incidents { get; init; } = [];

    public IncidentKind IncidentKind { get; init; } = IncidentKind.Values;

    /// <summary>Where the next collection begins; null leaves it.</summary>
    public DateTimeOffset? NextCollectTime { get; init; }

    public long LastRowId => IsAppend && Rows.Count > 0 ? Rows[^1].RowId : Head.LastRowId;

    public Task Done => _done.Task;

    /// <summary>Commits with these rows that may have happened: several when attempts were left to themselves. One at most did.</summary>
    public IReadOnlyCollection<DoubtfulCommit> Doubts => Volatile.Read(ref _doubts);

    public void Doubt(DoubtfulCommit commit) => ImmutableInterlocked.Update(ref _doubts, static (doubts, one) => doubts.Add(one), commit);

    public void Trust(DoubtfulCommit commit) =>
        ImmutableInterlocked.Update(ref _doubts, static (doubts, one) => doubts.Remove(one), commit);

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
