namespace HtmIt.Core.Aws;

/// <summary>AWS refused a call or could not be reached.</summary>
public sealed class AwsException(AwsFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public AwsFault Fault { get; } = fault;

    /// <summary>How many tries were turned away as too many.</summary>
    public int Throttled { get; init; } = fault == AwsFault.Throttled ? 1 : 0;

    /// <summary>The service that was asked, by the name that people know, e.g. <c>RDS</c>; empty when none was.</summary>
    public string Service { get; init; } = "";

    /// <summary>What the account has to permit for that, e.g. <c>rds:DescribeDBInstances</c>; empty when nothing was asked.</summary>
    public string Permission { get; init; } = "";
}
