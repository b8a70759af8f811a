using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Counts rows whose score arrived, each once: scores of a metric come in row order.</summary>
internal sealed class ScoreCounter(DateTimeOffset notBefore)
{
    private readonly Dictionary<string, long> _lastScored = [];

    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts a row. Answers whether its score is one that was not counted yet.</summary>
    public bool Add(MetricDataRow row)
    {
        if (row.Score is null || row.Time < notBefore || row.RowId <= _lastScored.GetValueOrDefault(row.Metric))
        {
            return false;
        }

        _lastScored[row.Metric] = row.RowId;
        Interlocked.Increment(ref _count);
        return true;
    }
}
