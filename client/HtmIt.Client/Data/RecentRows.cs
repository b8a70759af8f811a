namespace HtmIt.Client;

/// <summary>Remembers the rows given last, so that a resumed watch, which starts at least one step back, gives none of them twice.</summary>
/// <remarks>A row whose content changed (a score that came later) is new. Bounded: a server repeats at most what it sent since the last
/// position, which is one batch.</remarks>
internal sealed class RecentRows
{
    private const int Capacity = 16_384;

    private readonly Dictionary<(string Metric, long RowId), MetricDataRow> _rows = [];
    private readonly Queue<(string Metric, long RowId)> _order = new();

    public bool IsNew(MetricDataRow row)
    {
        var key = (row.Metric, row.RowId);
        if (_rows.TryGetValue(key, out var known))
        {
            _rows[key] = row;
            return known != row;
        }

        _rows.Add(key, row);
        _order.Enqueue(key);
        if (_order.Count > Capacity)
        {
            _rows.Remove(_order.Dequeue());
        }

        return true;
    }
}
