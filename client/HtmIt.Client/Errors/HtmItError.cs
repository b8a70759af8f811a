using Grpc.Core;

namespace HtmIt.Client.Errors;

/// <summary>What is known about a failed call.</summary>
/// <param name="Code">The gRPC status code.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record HtmItError(StatusCode Code, string Message)
{
    /// <summary>One of <see cref="ErrorReasons"/> or a newer one; empty when the failure did not come from an HtmIt server.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The values in the message by name, as documented with the reason.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Every field that breaks its rule; empty unless the reason is <see cref="ErrorReasons.InvalidField"/>.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>When the server asks to try again; absent when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the transport threw.</summary>
    public Exception? Cause { get; init; }
}
