namespace HtmIt.Core.Metrics;

/// <summary>State of a metric's model. Stored as its number; the numbers are the original's.</summary>
public enum MetricStatus
{
    Unmonitored = 0,
    Active = 1,
    CreatePending = 2,
    Error = 4,
    PendingData = 8,
}
