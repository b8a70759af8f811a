namespace HtmIt.Client;

/// <summary>Whether a metric has a model and what state that is in. The numbers are the contract's.</summary>
public enum MetricStatus
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>No model; samples may be accumulating.</summary>
    Unmonitored = 1,

    /// <summary>The model waits for its first 288 samples, because its value range is not known.</summary>
    PendingData = 2,

    /// <summary>The model is working through the stored samples.</summary>
    CreatePending = 3,

    /// <summary>Every sample is scored as it arrives.</summary>
    Active = 4,

    /// <summary>The model failed; samples that arrive are refused.</summary>
    Error = 5,
}
