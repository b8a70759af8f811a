using HtmIt.Core.Log;
using HtmIt.Core.Names;

namespace HtmIt.Storage.Samples;

/// <summary>Gathers rows that come in order into segments: a new one begins with another commit or another metric.</summary>
internal sealed class SegmentBuilder
{
    private readonly List<RowSegment> _segments = [];
    private List<DataRow> _rows = [];
    private MetricRef _metric;
    private long _position;

    public void Add(long position, MetricRef metric, DataRow row)
    {
        if (_rows.Count > 0 && (position != _position || metric != _metric))
        {
            Close();
        }
        (_position, _metric) = (position, metric);
        _rows.Add(row);
    }

    public IReadOnlyList<RowSegment> Build()
    {
        Close();
        return _segments;
    }

    private void Close()
    {
        if (_rows.Count > 0)
        {
            _segments.Add(new(_metric, _rows));
            _rows = [];
        }
    }
}
