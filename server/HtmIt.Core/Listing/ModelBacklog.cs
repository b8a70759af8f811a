using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Listing;

/// <summary>Rows that wait to be scored.</summary>
public static class ModelBacklog
{
    /// <summary>How many of a metric's rows wait. Only a model that is being made has any; of the others nothing is read.</summary>
    public static async Task<long> CountBacklogAsync(this ISampleReader reader, Metric metric, CancellationToken cancellationToken) =>
        metric.Status == MetricStatus.CreatePending ? await reader.CountUnprocessedAsync(metric.Number, cancellationToken) : 0;
}
