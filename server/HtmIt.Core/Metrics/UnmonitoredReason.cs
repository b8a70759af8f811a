namespace HtmIt.Core.Metrics;

/// <summary>Why a new metric is stored without a model.</summary>
public enum UnmonitoredReason
{
    /// <summary>No names are to be monitored.</summary>
    Off,

    /// <summary>Its name is none of those that are.</summary>
    NameDiffers,

    /// <summary>There are as many such models as there may be.</summary>
    TooMany,

    /// <summary>There are as many resources with monitored metrics as there may be.</summary>
    Quota,
}
