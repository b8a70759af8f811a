namespace HtmIt.Core.Aws;

/// <summary>AWS refused a call or could not be reached.</summary>
public sealed class AwsException(AwsFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public AwsFault Fault { get; } = fault;
}
