using HtmIt.Core.Metrics;

namespace HtmIt.Storage.Schema;

/// <summary>The states of a metric as numbers, for statements.</summary>
internal static class StatusNumbers
{
    public const short Unmonitored = (short)MetricStatus.Unmonitored;
    public const short Active = (short)MetricStatus.Active;
    public const short CreatePending = (short)MetricStatus.CreatePending;
    public const short Error = (short)MetricStatus.Error;
    public const short PendingData = (short)MetricStatus.PendingData;
}
