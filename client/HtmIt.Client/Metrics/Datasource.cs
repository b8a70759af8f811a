namespace HtmIt.Client;

/// <summary>Where the samples of a metric come from. The numbers are the contract's.</summary>
public enum Datasource
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>Pushed by the customer.</summary>
    Custom = 1,

    /// <summary>Polled from Amazon CloudWatch.</summary>
    CloudWatch = 2,

    /// <summary>Aggregated over the instances of an autostack.</summary>
    Autostack = 3,
}
