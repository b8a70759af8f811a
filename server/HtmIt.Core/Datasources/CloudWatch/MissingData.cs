namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What becomes of a period without a datapoint. The numbers are those of the protos.</summary>
public enum MissingData
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>It has no sample.</summary>
    LeaveOut = 1,

    /// <summary>It counts as 0.</summary>
    Zero = 2,
}
