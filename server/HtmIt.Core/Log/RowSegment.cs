using System.Runtime.CompilerServices;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Log;

/// <summary>Rows of one metric, in row order.</summary>
public sealed record RowSegment(MetricRef Metric, IReadOnlyList<DataRow> Rows)
{
    /// <summary>The segment, its list of rows, and the reference to it.</summary>
    private const int SegmentBytes = 128;

    /// <summary>About the memory that segments take. They are often many with a row each, and then weigh more than their rows.</summary>
    public static long MeasureBytes(IReadOnlyList<RowSegment> segments)
    {
        var rows = 0L;
        foreach (var segment in segments)
        {
            rows += segment.Rows.Count;
        }
        return ((long)segments.Count * SegmentBytes) + (rows * Unsafe.SizeOf<DataRow>());
    }
}
