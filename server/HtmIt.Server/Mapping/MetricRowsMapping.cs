using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Server.Mapping;

/// <summary>Rows by metric, to the wire.</summary>
internal static class MetricRowsMapping
{
    public static V1.MetricRows ToProto(Metric metric, IEnumerable<DataRow> rows, Learning learning)
    {
        var proto = Head(metric.Id, metric);
        proto.Rows.AddRange(rows.Select(row => MetricDataMapping.ToProto(row, learning)));
        return proto;
    }

    /// <summary>Batches of a bounded number of rows. What is of one metric comes together, in order.</summary>
    /// <param name="segments">The rows, of each metric in any number of segments.</param>
    /// <param name="known">The metrics by number; those that are gone are not in it.</param>
    /// <param name="size">The most rows of a batch.</param>
    /// <param name="learning">Marks rows.</param>
    public static IEnumerable<V1.MetricDataBatch> ToBatches(
        IReadOnlyList<RowSegment> segments,
        IReadOnlyDictionary<int, Metric> known,
        int size,
        Learning learning
    )
    {
        var (batch, room) = (new V1.MetricDataBatch(), size);
        foreach (var ofMetric in segments.GroupBy(segment => segment.Metric))
        {
            V1.MetricRows? part = null;
            foreach (var row in ofMetric.SelectMany(segment => segment.Rows))
            {
                if (part is null)
                {
                    part = Head(ofMetric.Key.Id, known.GetValueOrDefault(ofMetric.Key.Number));
                    batch.MetricRows.Add(part);
                }
                part.Rows.Add(MetricDataMapping.ToProto(row, learning));
                if (--room == 0)
                {
                    yield return batch;
                    (batch, room, part) = (new(), size, null);
                }
            }
        }
        if (room < size)
        {
            yield return batch;
        }
    }

    private static V1.MetricRows Head(MetricId id, Metric? metric)
    {
        var proto = new V1.MetricRows { Metric = id.ResourceName };
        if (metric is not null)
        {
            proto.Resource = metric.Resource;
            if (metric.Datasource.TakesSamples)
            {
                proto.Key = MetricTargetMapping.ToProto(metric.Key).Key;
            }
            else
            {
                proto.MetricName = metric.Name;
            }
        }
        return proto;
    }
}
