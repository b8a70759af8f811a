namespace HtmIt.Client;

/// <summary>What becomes of a period for which CloudWatch has no datapoint.</summary>
public enum MissingData
{
    /// <summary>Not given: it counts as 0 where a service publishes nothing when nothing happens; else it has no sample.</summary>
    Unspecified = 0,

    /// <summary>It has no sample.</summary>
    LeaveOut = 1,

    /// <summary>It counts as 0, once the metric has had a datapoint.</summary>
    Zero = 2,
}
