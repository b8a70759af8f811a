namespace HtmIt.Client;

/// <summary>The order of listed rows. The numbers are the contract's.</summary>
public enum DataOrder
{
    /// <summary>Ascending when a start time is given, otherwise descending.</summary>
    Unspecified = 0,

    /// <summary>Oldest first.</summary>
    Ascending = 1,

    /// <summary>Newest first.</summary>
    Descending = 2,
}
