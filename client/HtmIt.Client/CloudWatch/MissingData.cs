namespace HtmIt.Client;

/// <summary>What becomes of a period for which CloudWatch has no datapoint.</summary>
public enum MissingData
{
    /// <summary>Not given: it has no sample.</summary>
    Unspecified = 0,

    /// <summary>It has no sample.</summary>
    LeaveOut = 1,

    /// <summary>It counts as 0. Servers of today refuse it.</summary>
    Zero = 2,
}
