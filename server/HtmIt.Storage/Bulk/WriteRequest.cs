using HtmIt.Core.Log;
using HtmIt.Core.Names;

namespace HtmIt.Storage.Bulk;

/// <summary>Rows of one metric that wait for the writer.</summary>
internal sealed class WriteRequest(MetricRef metric, LogHead head, IReadOnlyList<DataRow> rows, bool isAppend)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MetricRef Metric { get; } = metric;

    public LogHead Head { get; } = head;

    public IReadOnlyList<DataRow> Rows { get; } = rows;

    /// <summary>Whether the rows are new; otherwise they get other scores.</summary>
    public bool IsAppend { get; } = isAppend;

    /// <summary>When it was handed in, as a time stamp.</summary>
    public long Since { get; init; }

    /// <summary>Where the next collection begins; null leaves it.</summary>
    public DateTimeOffset? NextCollectTime { get; init; }

    public long LastRowId => IsAppend && Rows.Count > 0 ? Rows[^1].RowId : Head.LastRowId;

    public Task Done => _done.Task;

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception fault) => _done.TrySetException(fault);
}
