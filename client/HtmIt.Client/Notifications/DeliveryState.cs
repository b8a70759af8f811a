namespace HtmIt.Client;

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>It waits for its turn, or for another attempt.</summary>
    Waiting = 1,

    /// <summary>The receiver took it.</summary>
    Sent = 2,

    /// <summary>There are no further attempts.</summary>
    GivenUp = 3,
}
